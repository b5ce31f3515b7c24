#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "connectors/assembly.h"
#include "engine/json/value.h"

namespace boussole::connectors::uk_petitions {

/// Whether a JSON value is a petition, or a page of petitions.
bool is_petitions(const json::Value& document);

/// Puts petitions in an assembly.
class Petitions {
 public:
  explicit Petitions(Assembly& into) : into_(into) {}

  void take(const json::Value& document, engine::SourceRecord& record);
  void finish();

 private:
  void petition(const json::Value& data, engine::SourceRecord& record);
  void answer(const json::Value& attributes, engine::Contribution& c);
  std::int64_t areas(const json::Value& attributes, const char* list, engine::VoteTotal::Of of, std::uint32_t target);
  void sums(const json::Value& attributes, std::int64_t total, std::uint32_t target, engine::SourceRecord& record);

  Assembly& into_;
  OptionalIndex space_;
  std::map<std::string, std::uint32_t> areas_;
  FlatMap seen_;
};

}  // namespace boussole::connectors::uk_petitions
