const tags = new Map();
export default class Tag {
  static findByName(name) {
    return tags.get(name);
  }
  static create(tag) {
    tags.set(tag.name, tag);
    return tag;
  }
}
