#include "connectors/graphql/schema.h"

#include "connectors/graphql/rows.h"

namespace boussole::connectors::graphql {

namespace {

/// The innermost named type that the answer reaches, and its kind.
std::pair<std::string, std::string> named_type(const json::Value* type) {
  std::pair<std::string, std::string> found;
  for (; type != nullptr && type->is_object(); type = type->find("ofType"))
    if (const std::string name = text_of(type->find("name")); !name.empty())
      found = {name, text_of(type->find("kind"))};
  return found;
}

}  // namespace

std::optional<Schema> Schema::read(const json::Value& answer) {
  const json::Value* data = answer.find("data");
  const json::Value* root = data == nullptr ? nullptr : data->find("__schema");
  const json::Value* types = root == nullptr ? nullptr : root->find("types");
  if (types == nullptr || types->as_array() == nullptr || types->size() == 0) return std::nullopt;
  Schema schema;
  schema.known_ = true;
  for (const json::Value& type : *types->as_array()) {
    auto& fields = schema.types_[text_of(type.find("name"))];
    const json::Value* list = type.find("fields");
    if (list == nullptr || list->as_array() == nullptr) continue;
    for (const json::Value& field : *list->as_array()) {
      Field& known = fields[text_of(field.find("name"))];
      const auto [name, kind] = named_type(field.find("type"));
      known.type = name;
      known.scalar = kind == "SCALAR" || kind == "ENUM";
      if (const json::Value* arguments = field.find("args"); arguments != nullptr && arguments->as_array() != nullptr)
        for (const json::Value& argument : *arguments->as_array())
          known.arguments.insert(text_of(argument.find("name")));
    }
  }
  return schema;
}

void Schema::assume_newest() {
  for (const char* type : {"Proposal", "Meeting", "Project", "Result", "Debate"})
    for (const char* field : {"category", "scope"}) assumed_gone_.insert(std::string(type) + "." + field);
  for (const char* type : {"Proposal", "Post"}) assumed_gone_.insert(std::string(type) + ".endorsementsCount");
}

bool Schema::has_type(const std::string& type) const {
  if (gone_.contains(type)) return false;
  return !known_ || types_.contains(type);
}

bool Schema::has(const std::string& type, const std::string& field) const {
  if (field == "__typename") return true;
  if (gone_.contains(type + "." + field) || assumed_gone_.contains(type + "." + field)) return false;
  if (!known_) return true;
  const auto at = types_.find(type);
  return at != types_.end() && at->second.contains(field);
}

bool Schema::takes(const std::string& type, const std::string& field, const std::string& argument) const {
  if (!known_) return true;
  const auto at = types_.find(type);
  if (at == types_.end()) return false;
  const auto found = at->second.find(field);
  return found != at->second.end() && found->second.arguments.contains(argument);
}

std::string Schema::type_of(const std::string& type, const std::string& field) const {
  const auto at = types_.find(type);
  if (at == types_.end()) return {};
  const auto found = at->second.find(field);
  return found == at->second.end() ? std::string{} : found->second.type;
}

bool Schema::is_scalar(const std::string& type, const std::string& field) const {
  if (scalars_.contains(field)) return true;
  const auto at = types_.find(type);
  if (at == types_.end()) return false;
  const auto found = at->second.find(field);
  return found != at->second.end() && found->second.scalar;
}

}  // namespace boussole::connectors::graphql
