#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "engine/json/value.h"

namespace boussole::connectors::graphql {

/// What is known of the types of one platform: all of it where introspection is allowed, else what refused queries
/// told.
class Schema {
 public:
  /// Of the answer to kIntrospection; nothing where the answer holds no schema.
  static std::optional<Schema> read(const json::Value& answer);

  /// Whether the types are known. If not, everything is assumed to be there until a query is refused for it.
  bool known() const { return known_; }
  bool has_type(const std::string& type) const;
  bool has(const std::string& type, const std::string& field) const;
  bool takes(const std::string& type, const std::string& field, const std::string& argument) const;
  /// The type of a field's value, without "list of" and "not null"; empty where it is not known.
  std::string type_of(const std::string& type, const std::string& field) const;
  /// Whether the field gives a value without fields of its own; false where it is not known.
  bool is_scalar(const std::string& type, const std::string& field) const;

  /// Who refuses to tell its types is of 0.31, most likely: fields that left before it are not asked for.
  void assume_newest();
  /// It is older after all.
  void assume_nothing() { assumed_gone_.clear(); }

  /// What a refused query told.
  void forget(const std::string& type, const std::string& field) { gone_.insert(type + "." + field); }
  void forget_type(const std::string& type) { gone_.insert(type); }
  void set_scalar(const std::string& field) { scalars_.insert(field); }

 private:
  struct Field {
    std::string type;
    bool scalar = false;
    std::set<std::string> arguments;
  };
  bool known_ = false;
  std::map<std::string, std::map<std::string, Field>> types_;
  std::set<std::string> gone_, assumed_gone_, scalars_;
};

/// Two levels of `ofType` reach every type name that is needed and stay under the limit of recursion of 0.31.
inline constexpr std::string_view kIntrospection =
    "{__schema{types{name fields{name args{name} type{kind name ofType{kind name ofType{kind name}}}}}}}";

}  // namespace boussole::connectors::graphql
