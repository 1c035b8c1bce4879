/** No package manager runs in a browser. */
export function installPlan(): Promise<never> {
  return Promise.reject(new Error('Packages cannot be installed in a browser.'));
}
