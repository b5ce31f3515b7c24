#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/json/value.h"

/// Private to criteria/: collecting what is wrong, each with its file, line and place.
namespace boussole::criteria {

class Problems {
 public:
  explicit Problems(std::string file) : file_(std::move(file)) {}

  void add(const json::Value& at, std::string place, Text what, Text remedy);
  /// `id` must not have been seen before.
  void unique(const json::Value& at, const std::string& place, std::set<std::string>& seen);
  /// `id` must be one of `known`; `unknown` begins the sentence otherwise ("Axe inconnu", "Unknown axis").
  void known(const json::Value& at, const std::string& place, const std::set<std::string>& known, const Text& unknown);

  std::vector<Error> take() { return std::move(errors_); }
  void append(std::vector<Error>& to);

 private:
  std::string file_;
  std::vector<Error> errors_;
};

/// The text of a member that the schema has already made sure of.
const std::string& string_at(const json::Value& object, std::string_view key);
double number_at(const json::Value& object, std::string_view key);
const json::Array& array_at(const json::Value& object, std::string_view key);
std::set<std::string> ids_of(const json::Array& items);
std::string indexed(const std::string& name, std::size_t index);

}  // namespace boussole::criteria
