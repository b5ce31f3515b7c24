#include "reports/json_merge.h"

#include <string>
#include <vector>

namespace boussole::reports {

namespace {

void put(json::Writer& out, const Text& text) {
  out.begin_object().member("fr", text.fr).member("en", text.en).end_object();
}

void put(json::Writer& out, const char* key, const std::vector<std::string>& list) {
  out.key(key).begin_array();
  for (const std::string& each : list) out.value(each);
  out.end_array();
}

void put(json::Writer& out, const engine::CapabilityUse& row) {
  out.begin_object().member("capability", row.capability).key("name");
  put(out, row.name);
  out.member("presence", row.presence);
  put(out, "fed_by", row.fed_by);
  put(out, "indicators", row.indicators);
  out.end_object();
}

void put(json::Writer& out, const engine::MergedEntity& row) {
  out.begin_object().member("entity", row.entity).key("key");
  put(out, row.key);
  out.member("first", row.first).member("added", row.added).member("duplicates", row.duplicates);
  out.member("filled", row.filled).member("conflicts", row.conflicts).end_object();
}

/// What is read of one object: a missing or foreign value is noted once, with its place.
class Reader {
 public:
  explicit Reader(const std::string& file) : file_(file) {}

  const json::Value* in(const json::Value& object, const char* key) {
    const json::Value* found = object.find(key);
    if (found == nullptr) fail(object, key);
    return found;
  }
  std::string text(const json::Value& object, const char* key) {
    const json::Value* found = in(object, key);
    if (found == nullptr) return {};
    if (found->as_string() == nullptr) fail(*found, key);
    return found->as_string() == nullptr ? std::string{} : *found->as_string();
  }
  Text both(const json::Value& object, const char* key) {
    const json::Value* found = in(object, key);
    return found == nullptr ? Text{} : Text{text(*found, "fr"), text(*found, "en")};
  }
  std::int64_t number(const json::Value& object, const char* key) {
    const json::Value* found = in(object, key);
    if (found != nullptr && !found->as_integer()) fail(*found, key);
    return found == nullptr ? 0 : found->as_integer().value_or(0);
  }
  bool truth(const json::Value& object, const char* key) {
    const json::Value* found = in(object, key);
    if (found != nullptr && !found->as_bool()) fail(*found, key);
    return found != nullptr && found->as_bool().value_or(false);
  }
  std::vector<std::string> list(const json::Value& object, const char* key) {
    std::vector<std::string> out;
    const json::Value* found = in(object, key);
    for (std::size_t i = 0; found != nullptr && i < found->size(); ++i) {
      const std::string* each = found->at(i) == nullptr ? nullptr : found->at(i)->as_string();
      if (each == nullptr) fail(*found, key);
      if (each != nullptr) out.push_back(*each);
    }
    return out;
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  void fail(const json::Value& at, const char* key) {
    if (error_) return;
    error_ = Error{};
    error_->file = file_;
    error_->place = key;
    error_->line = at.line();
    error_->column = at.column();
    error_->what = {"clé absente ou d’un autre type", "missing key, or one of another type"};
    error_->remedy = {"Refaire l’audit avec boussole audit.", "Run boussole audit again."};
  }

  const std::string& file_;
  std::optional<Error> error_;
};

void read_sheet(Reader& reader, const json::Value& list, engine::Merge& out) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const json::Value& row = *list.at(i);
    out.sheet.push_back({reader.text(row, "capability"), reader.both(row, "name"), reader.text(row, "presence"),
                         reader.list(row, "fed_by"), reader.list(row, "indicators")});
  }
}

void read_merge(Reader& reader, const json::Value& merge, engine::Merge& out) {
  const json::Value* sources = reader.in(merge, "sources");
  for (std::size_t i = 0; sources != nullptr && i < sources->size(); ++i) {
    const json::Value& row = *sources->at(i);
    out.sources.push_back({reader.text(row, "connector"), reader.text(row, "generation"), reader.list(row, "files"),
                           reader.truth(row, "same_people")});
  }
  const json::Value* entities = reader.in(merge, "entities");
  for (std::size_t i = 0; entities != nullptr && i < entities->size(); ++i) {
    const json::Value& row = *entities->at(i);
    out.entities.push_back({reader.text(row, "entity"), reader.both(row, "key"), reader.number(row, "first"),
                            reader.number(row, "added"), reader.number(row, "duplicates"), reader.number(row, "filled"),
                            reader.number(row, "conflicts")});
  }
  const json::Value* notes = reader.in(merge, "notes");
  for (std::size_t i = 0; notes != nullptr && i < notes->size(); ++i) {
    const json::Value& row = *notes->at(i);
    out.notes.push_back({reader.text(row, "code"), {reader.text(row, "fr"), reader.text(row, "en")}});
  }
}

}  // namespace

void put_merge(json::Writer& out, const engine::Merge& merge) {
  out.key("capability_sheet").begin_array();
  for (const engine::CapabilityUse& row : merge.sheet) put(out, row);
  out.end_array();
  if (merge.sources.empty()) return;
  out.key("merge").begin_object().key("sources").begin_array();
  for (const engine::MergedSource& source : merge.sources) {
    out.begin_object().member("connector", source.connector).member("generation", source.generation);
    put(out, "files", source.files);
    out.member("same_people", source.same_people).end_object();
  }
  out.end_array().key("entities").begin_array();
  for (const engine::MergedEntity& row : merge.entities) put(out, row);
  out.end_array().key("notes").begin_array();
  for (const Message& note : merge.notes)
    out.begin_object().member("code", note.code).member("fr", note.text.fr).member("en", note.text.en).end_object();
  out.end_array().end_object();
}

Expected<engine::Merge> merge_of(const json::Value& audit, const std::string& file) {
  engine::Merge out;
  Reader reader(file);
  if (const json::Value* sheet = audit.find("capability_sheet")) read_sheet(reader, *sheet, out);
  if (const json::Value* merge = audit.find("merge")) read_merge(reader, *merge, out);
  if (reader.error()) return std::unexpected(*reader.error());
  return out;
}

}  // namespace boussole::reports
