#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "connectors/http/client.h"
#include "connectors/pull/clock.h"
#include "connectors/pull/planner.h"
#include "connectors/pull/robots.h"
#include "connectors/pull/store.h"
#include "connectors/pull/transport.h"

namespace boussole::connectors::pull {

/// How much may be asked, and how fast.
struct Politeness {
  double per_minute = 30;  ///< requests; robots.txt may ask for fewer
  int retries = 4;         ///< after a failure that may pass: 1, 2, 4 … seconds apart
  std::chrono::milliseconds first_wait{1000};
  std::chrono::seconds longest_wait{600};  ///< a Retry-After beyond it ends the run
  std::uint64_t most_bytes = std::uint64_t{8} << 30;
  std::int64_t most_requests = 100'000;
  std::chrono::seconds most_time{24 * 3600};
};

/// What is going on, several times a second at most.
struct PullProgress {
  Text what;
  std::int64_t done = 0;
  std::optional<std::int64_t> total;
  std::int64_t requests = 0;  ///< sent in this run
  std::int64_t answers = 0;   ///< kept, with those of earlier runs
  std::uint64_t bytes = 0;
  double per_minute = 0;               ///< requests, since the start of this run
  std::optional<double> seconds_left;  ///< where the total is known
  double waiting = 0;                  ///< seconds still to wait, because the platform or politeness asks for it
};

struct SessionOptions {
  http::ClientOptions client;
  Politeness politeness;
  std::string token;  ///< sent as "Authorization: Bearer" to the platform and nobody else
  std::function<void(const PullProgress&)> progress;
};

/// Sends requests politely and keeps their answers: one at a time, not faster than the rate, where robots.txt allows
/// it, waiting as long as Retry-After says, again after what may pass. What the store has is not asked for again.
class Session : public Transport {
 public:
  Session(SessionOptions options, const http::Url& base, Store& store, Clock& clock);
  ~Session() override;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  Expected<Answer> send(const Request& request) override;

  /// What a judge says of an answer that came.
  enum class Judgement { keep, keep_as_probe, wait_and_ask_again, refuse };
  struct Seen {
    const http::Head& head;
    std::string_view beginning;  ///< of the body, at most 512 bytes
    std::string path;            ///< of the whole body
  };
  struct Verdict {
    Judgement judgement = Judgement::keep;
    std::string extension = "json";
    std::optional<Error> why;  ///< for `refuse`, and for `wait_and_ask_again` when the waiting is over
  };
  using Judge = std::function<Verdict(const Seen&)>;

  /// Gets one file. An answer that is to be waited for is asked for again after 30 s, one minute, two …, at most
  /// `patience` in all.
  Expected<Kept> fetch(const Request& request, const Judge& judge, std::chrono::seconds patience = {});
  /// Status and headers alone, not kept. For a last look whether something changed.
  Expected<http::Head> look(const Request& request);

  /// The first answer kept to this request; nothing where there is none.
  Expected<std::optional<Kept>> kept(const Request& request) const;
  void tell(const PlanProgress& progress);
  /// What ended the last `send`, where it was the network, a limit or the user, and not what the platform said.
  const std::optional<Error>& broken() const { return broken_; }
  std::int64_t requests() const { return requests_; }
  const std::vector<Message>& notes() const { return notes_; }  ///< what is to be said of how answers came
  bool stopping() const { return options_.client.stop && options_.client.stop(); }  ///< the user wants it to end

 private:
  struct Attempt;
  class Sink;
  Expected<void> obey_robots(const http::Url& url);
  Expected<void> check_limits() const;
  Expected<void> keep_pace();
  Expected<void> wait(std::chrono::milliseconds length);
  Expected<Attempt> ask(const Request& request, const http::Url& url);
  Expected<Attempt> ask_into(Draft draft, const Request& request, const http::Url& url);
  Expected<Attempt> ask_until_it_passes(const Request& request, const http::Url& url);
  std::string key_of(const Request& request);
  http::HttpRequest message(const Request& request, const http::Url& url, const Draft& draft) const;
  void note_change();
  std::chrono::milliseconds backoff(int attempt) const;
  Expected<std::chrono::milliseconds> asked_wait(const http::Head& head, int attempt) const;
  void report();

  SessionOptions options_;
  http::Url base_;
  Store& store_;
  Clock& clock_;
  http::Client client_;
  std::optional<Robots> robots_;
  std::unordered_map<std::string, int> times_asked_;
  std::chrono::milliseconds began_, last_request_, last_report_{};
  bool asked_before_ = false;
  std::int64_t requests_ = 0, planned_from_ = 0;
  std::chrono::milliseconds planned_since_{};
  PullProgress progress_;
  std::optional<Error> broken_;
  std::vector<Message> notes_;
};

}  // namespace boussole::connectors::pull
