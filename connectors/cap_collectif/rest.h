#pragma once

#include "connectors/cap_collectif/ground.h"
#include "engine/json/value.h"

/// `/api/opinions/ID` of sites before GraphQL (République numérique, 2015): one opinion a file, with its arguments and
/// counts of votes. Nobody's vote is there, and no voter.
namespace boussole::connectors::cap_collectif {

bool looks_like_opinion(std::string_view beginning);

class RestOpinions {
 public:
  explicit RestOpinions(Ground& ground) : ground_(ground) {}
  /// One opinion, or an array of them.
  void take(const json::Value& document, engine::SourceRecord& record);

 private:
  void opinion(const json::Value& opinion, engine::SourceRecord& record);
  void arguments(const json::Value& opinion, std::uint64_t root, std::uint32_t space, engine::SourceRecord& record);

  Ground& ground_;
};

}  // namespace boussole::connectors::cap_collectif
