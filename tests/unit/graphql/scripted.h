#pragma once

#include <functional>
#include <string>
#include <vector>

#include "connectors/pull/transport.h"

namespace boussole::connectors::graphql {

/// A transport without a network: a function answers, and what was asked is kept.
class Scripted : public Transport {
 public:
  using Reply = std::function<Answer(const Request&, std::size_t before)>;
  explicit Scripted(Reply reply) : reply_(std::move(reply)) {}

  Expected<Answer> send(const Request& request) override {
    Answer answer = reply_(request, asked.size());
    if (answer.final_url.empty()) answer.final_url = request.url;
    asked.push_back(request);
    return answer;
  }

  std::vector<Request> asked;

 private:
  Reply reply_;
};

inline Answer json_answer(std::string body) {
  return {200, "", {{"content-type", "application/json"}}, std::move(body)};
}

}  // namespace boussole::connectors::graphql
