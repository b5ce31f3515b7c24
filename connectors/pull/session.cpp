#include "connectors/pull/session.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <utility>

#include "connectors/pull/words.h"
#include "engine/base/sha256.h"

namespace boussole::connectors::pull {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t kBeginning = 512;
constexpr std::uint64_t kComesNearer = std::uint64_t{1} << 20;
constexpr std::uint64_t kMostInMemory = std::uint64_t{64} << 20;  // of an answer that is read as a whole
constexpr milliseconds kSlice{100};
constexpr milliseconds kBetweenReports{200};

/// The headers that last: the same ones whether the answer comes from the network or from the store.
std::vector<std::pair<std::string, std::string>> lasting(const http::Headers& headers) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const std::string_view name : {"content-type", "etag", "last-modified", "link"})
    for (const auto& [key, value] : headers)
      if (key == name) {
        out.emplace_back(key, http::printable(value, 1000));
        break;
      }
  return out;
}

bool passing(int status) {
  return status == 429 || status == 408 || status == 425 || status == 500 || status == 502 || status == 503 ||
         status == 504;
}

/// Answers that another run may get differently are not kept: a new token, a repaired server.
bool lasts(int status) { return !passing(status) && status != 401 && status != 403 && status != 407 && status < 500; }

std::string digest_of(const Request& request) {
  return sha256(request.method + "\n" + request.url + "\n" + request.content_type + "\n" + request.body);
}

}  // namespace

/// One answer that came, its body in a draft.
struct Session::Attempt {
  http::Head head;
  Draft draft;
  std::string beginning;
  std::uint64_t wire_bytes = 0;
  bool resumed = false;  ///< the draft held a part of it already
};

class Session::Sink : public http::BodySink {
 public:
  /// @param key  of the request, where its answer may be taken up again
  Sink(Draft& draft, std::uint64_t most, std::string key) : draft_(draft), most_(most), key_(std::move(key)) {}
  Expected<void> begin(const http::Head& got) override {
    head = got;
    beginning.clear();
    resumed = false;
    const std::optional<Partial> before = draft_.partial();
    // A failure that may pass says nothing of the file: what came of it stays.
    aside_ = before && passing(got.status);
    if (aside_) return {};
    if (before && continues(got, *before, draft_.bytes())) return go_on(*before);
    unfit = before && (got.status == 206 || got.status == 416);
    if (unfit) return std::unexpected(words::status(got.url.host, got.status));
    const auto validator = key_.empty() || got.status != 200 ? std::nullopt : validator_of(got);
    changed = before && got.status == 200 && validator != before->validator;
    if (auto restarted = draft_.restart(); !restarted || !validator) return restarted;
    return draft_.note({key_, *validator, lasting(got.headers)});
  }
  Expected<void> write(std::string_view bytes) override {
    if (draft_.bytes() + bytes.size() > most_)
      return std::unexpected(words::limit_reached({"cette réponse dépasse ce qui reste de la limite d'octets",
                                                   "this answer is beyond what is left of the limit of bytes"},
                                                  "--max-bytes"));
    if (!resumed && beginning.size() < kBeginning) beginning += bytes.substr(0, kBeginning - beginning.size());
    return aside_ ? Expected<void>() : draft_.write(bytes);
  }

  http::Head head;
  std::string beginning;
  bool resumed = false;
  bool changed = false;  ///< the file is not the one of which a part had come
  bool unfit = false;    ///< what came is not the rest: the file must be asked for as a whole

 private:
  /// The whole file, as if it had come at once: with the headers of the answer that began it.
  Expected<void> go_on(const Partial& before) {
    head.status = 200;
    head.headers = before.headers;
    resumed = true;
    std::ifstream file(draft_.path(), std::ios::binary);
    beginning.resize(kBeginning);
    file.read(beginning.data(), static_cast<std::streamsize>(kBeginning));
    beginning.resize(static_cast<std::size_t>(file.gcount()));
    return {};
  }

  Draft& draft_;
  std::uint64_t most_;
  std::string key_;
  bool aside_ = false;
};

Session::Session(SessionOptions options, const http::Url& base, Store& store, Clock& clock)
    : options_(std::move(options)),
      base_(base),
      store_(store),
      clock_(clock),
      client_(options_.client),
      began_(clock.running()),
      last_request_(began_) {
  progress_.what = {"connexion", "connecting"};
}

Session::~Session() = default;

std::string Session::key_of(const Request& request) {
  std::string key = digest_of(request);
  const int times = ++times_asked_[key];
  return times == 1 ? key : key + "#" + std::to_string(times);
}

http::HttpRequest Session::message(const Request& request, const http::Url& url, const Draft& draft) const {
  http::HttpRequest out;
  out.method = request.method;
  out.url = url;
  out.headers = request.headers;
  out.body = request.body;
  if (!request.content_type.empty()) out.headers.emplace_back("Content-Type", request.content_type);
  if (!options_.token.empty() && url.same_origin(base_)) out.authorization = "Bearer " + options_.token;
  if (!draft.partial() || draft.bytes() == 0) return out;
  // Bytes of the file itself, not of a packed one; the whole of it if it is no longer the same.
  out.headers.emplace_back("Accept-Encoding", "identity");
  out.headers.emplace_back("Range", "bytes=" + std::to_string(draft.bytes()) + "-");
  out.headers.emplace_back("If-Range", draft.partial()->validator);
  return out;
}

void Session::note_change() {
  notes_.push_back({"file_changed_while_received",
                    {"Le fichier a changé pendant qu'il était reçu : il a été repris depuis son début.",
                     "The file changed while it was received: it was taken again from its beginning."}});
}

Expected<void> Session::check_limits() const {
  const Politeness& p = options_.politeness;
  if (requests_ + store_.found() >= p.most_requests)
    return std::unexpected(words::limit_reached(
        {"la limite du nombre de demandes est atteinte", "the limit of the number of requests is reached"},
        "--max-requests"));
  if (store_.bytes() >= p.most_bytes)
    return std::unexpected(
        words::limit_reached({"la limite d'octets est atteinte", "the limit of bytes is reached"}, "--max-bytes"));
  if (clock_.running() - began_ >= p.most_time)
    return std::unexpected(
        words::limit_reached({"la limite de temps est atteinte", "the limit of time is reached"}, "--max-time"));
  return {};
}

Expected<void> Session::wait(milliseconds length) {
  const milliseconds until = clock_.running() + length;
  for (milliseconds left = length; left > milliseconds::zero(); left = until - clock_.running()) {
    if (stopping()) return std::unexpected(words::stopped());
    progress_.waiting = static_cast<double>(left.count()) / 1000;
    report();
    clock_.sleep(std::min(left, kSlice));
  }
  progress_.waiting = 0;
  return {};
}

Expected<void> Session::keep_pace() {
  if (auto within = check_limits(); !within) return within;
  double between = 60'000 / options_.politeness.per_minute;
  if (robots_ && robots_->delay()) between = std::max(between, *robots_->delay() * 1000);
  const milliseconds next = last_request_ + milliseconds(static_cast<std::int64_t>(between));
  if (asked_before_ && next > clock_.running()) {
    if (auto waited = wait(next - clock_.running()); !waited) return waited;
  }
  asked_before_ = true;
  last_request_ = clock_.running();
  ++requests_;
  return {};
}

Expected<void> Session::obey_robots(const http::Url& url) {
  if (!url.same_origin(base_)) return {};
  if (!robots_) {
    robots_ = Robots();  // so that the question itself is not asked about
    Request request;
    request.url = base_.origin() + "/robots.txt";
    request.label = "robots";
    const auto kept = fetch(request, [&](const Seen& seen) -> Verdict {
      if (seen.head.status >= 500 || seen.head.status == 429) {
        const std::string status = std::to_string(seen.head.status);
        return {Judgement::refuse, "", words::robots_unreachable(base_.host, status)};
      }
      return {Judgement::keep_as_probe, "txt", std::nullopt};
    });
    if (!kept) {
      robots_.reset();
      return std::unexpected(kept.error());
    }
    auto text = store_.read(*kept);
    if (!text) return std::unexpected(std::move(text.error()));
    // A page in its place (the home page, a sign-in page) is no robots.txt.
    if (kept->status / 100 == 2 && !text->starts_with('<')) robots_ = Robots(*text, "boussole");
  }
  if (robots_->allows(url.target)) return {};
  return std::unexpected(words::robots_forbid(base_.host, url.target.substr(0, url.target.find('?'))));
}

milliseconds Session::backoff(int attempt) const {
  const milliseconds longest = duration_cast<milliseconds>(options_.politeness.longest_wait);
  return std::min(options_.politeness.first_wait * (1 << std::min(attempt, 16)), longest);
}

Expected<milliseconds> Session::asked_wait(const http::Head& head, int attempt) const {
  const std::string text(head.header("retry-after"));
  if (text.empty()) return backoff(attempt);
  std::int64_t length = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (failed != std::errc() || end != text.data() + text.size()) {
    const std::int64_t date = http_date(text);
    if (date < 0) return backoff(attempt);
    length = date - clock_.now();
  }
  length = std::max<std::int64_t>(length, 0);
  if (length > options_.politeness.longest_wait.count())
    return std::unexpected(words::come_back(head.url.host, length));
  return std::max(backoff(attempt), milliseconds(length * 1000));
}

Expected<Session::Attempt> Session::ask(const Request& request, const http::Url& url) {
  auto draft = request.resumable ? store_.draft_of(digest_of(request)) : store_.draft();
  if (!draft) return std::unexpected(std::move(draft.error()));
  return ask_into(std::move(*draft), request, url);
}

Expected<Session::Attempt> Session::ask_into(Draft draft, const Request& request, const http::Url& url) {
  std::uint64_t had = draft.bytes();
  for (int attempt = 0;; ++attempt) {
    if (auto paced = keep_pace(); !paced) return std::unexpected(std::move(paced.error()));
    report();
    const std::uint64_t most =
        options_.politeness.most_bytes - std::min(store_.bytes(), options_.politeness.most_bytes);
    Sink sink(draft, most, request.resumable ? digest_of(request) : "");
    auto done = client_.fetch(message(request, url, draft), sink);
    if (sink.changed) note_change();
    if (done) {
      requests_ += done->redirects;
      const std::uint64_t wire_bytes = sink.resumed ? draft.bytes() : done->wire_bytes;
      return Attempt{std::move(sink.head), std::move(draft), std::move(sink.beginning), wire_bytes, sink.resumed};
    }
    if (sink.unfit) {
      draft.forget();
      continue;
    }
    // A large file may break off many times, as long as it comes nearer to its end.
    if (draft.partial() && draft.bytes() >= had + kComesNearer) attempt = 0;
    had = draft.bytes();
    if (!done.error().worth_a_retry() || attempt >= options_.politeness.retries)
      return std::unexpected(std::move(done.error().error));
    if (auto waited = wait(backoff(attempt)); !waited) return std::unexpected(std::move(waited.error()));
  }
}

Expected<Session::Attempt> Session::ask_until_it_passes(const Request& request, const http::Url& url) {
  for (int attempt = 0;; ++attempt) {
    auto got = ask(request, url);
    if (!got || !passing(got->head.status) || attempt >= options_.politeness.retries) return got;
    const auto length = asked_wait(got->head, attempt);
    if (!length) return std::unexpected(length.error());
    if (auto waited = wait(*length); !waited) return std::unexpected(std::move(waited.error()));
  }
}

Expected<Kept> Session::fetch(const Request& request, const Judge& judge, seconds patience) {
  const auto url = http::parse_url(request.url);
  if (!url) return std::unexpected(words::bad_address(http::printable(request.url)));
  const std::string key = key_of(request);
  auto known = store_.find(key);
  if (!known) return std::unexpected(std::move(known.error()));
  if (*known) return std::move(**known);
  if (auto allowed = obey_robots(*url); !allowed) return std::unexpected(std::move(allowed.error()));
  milliseconds waited{0};
  bool whole_again = false;
  for (milliseconds pause = seconds(30);; pause = std::min(pause * 2, milliseconds(seconds(600)))) {
    auto got = ask_until_it_passes(request, *url);
    if (!got) return std::unexpected(std::move(got.error()));
    Verdict verdict = judge({got->head, got->beginning, got->draft.path()});
    // A part stays for the next run only where the file itself did not come.
    if (!passing(got->head.status)) got->draft.forget();
    // Its parts do not fit together: the whole of it, once.
    if (verdict.judgement == Judgement::refuse && got->resumed && !std::exchange(whole_again, true)) continue;
    if (verdict.judgement == Judgement::refuse) return std::unexpected(std::move(*verdict.why));
    if (verdict.judgement == Judgement::wait_and_ask_again) {
      pause = std::min(pause, duration_cast<milliseconds>(patience) - waited);
      if (pause <= milliseconds::zero()) return std::unexpected(std::move(*verdict.why));
      if (auto slept = wait(pause); !slept) return std::unexpected(std::move(slept.error()));
      waited += pause;
      continue;
    }
    Kept kept;
    kept.label = request.label;
    kept.key = key;
    kept.method = request.method;
    kept.url = http::redacted(*url);
    if (!request.body.empty()) kept.query = request.body;
    kept.status = got->head.status;
    kept.final_url = http::redacted(got->head.url);
    kept.headers = lasting(got->head.headers);
    kept.received_at = iso_time(clock_.now());
    kept.wire_bytes = got->wire_bytes;
    kept.data = verdict.judgement == Judgement::keep;
    return store_.keep(std::move(got->draft), std::move(kept), verdict.extension);
  }
}

Expected<Answer> Session::send(const Request& request) {
  // What is not to last is given to the planner, and not kept: the same request is really asked in the next run.
  std::optional<Answer> passing_answer;
  const auto kept = fetch(request, [&](const Seen& seen) -> Verdict {
    if (lasts(seen.head.status)) {
      const bool json = seen.beginning.find_first_of("{[") < seen.beginning.find_first_not_of(" \t\r\n{[");
      const bool data = seen.head.status == 200 && json;
      return {data ? Judgement::keep : Judgement::keep_as_probe, json ? "json" : "txt", std::nullopt};
    }
    passing_answer = Answer{seen.head.status, http::redacted(seen.head.url), lasting(seen.head.headers),
                            std::string(seen.beginning)};
    return {Judgement::refuse, "", words::status(base_.host, seen.head.status)};
  });
  if (!kept && passing_answer) return std::move(*passing_answer);
  if (!kept) {
    broken_ = kept.error();
    return std::unexpected(kept.error());
  }
  if (kept->bytes > kMostInMemory)
    return std::unexpected(
        words::limit_reached({"une réponse dépasse 64 Mio", "an answer is larger than 64 MiB"}, "--max-bytes"));
  auto body = store_.read(*kept);
  if (!body) return std::unexpected(std::move(body.error()));
  return Answer{kept->status, kept->final_url, kept->headers, std::move(*body)};
}

Expected<http::Head> Session::look(const Request& request) {
  const auto url = http::parse_url(request.url);
  if (!url) return std::unexpected(words::bad_address(http::printable(request.url)));
  if (auto allowed = obey_robots(*url); !allowed) return std::unexpected(std::move(allowed.error()));
  auto got = ask_until_it_passes(request, *url);
  if (!got) return std::unexpected(std::move(got.error()));
  return std::move(got->head);
}

Expected<std::optional<Kept>> Session::kept(const Request& request) const { return store_.find(digest_of(request)); }

void Session::tell(const PlanProgress& plan) {
  if (progress_.what.en != plan.what.en) {
    planned_since_ = clock_.running();
    planned_from_ = plan.done;
  }
  progress_.what = plan.what;
  progress_.done = plan.done;
  progress_.total = plan.total;
  progress_.seconds_left.reset();
  const double elapsed = static_cast<double>((clock_.running() - planned_since_).count()) / 1000;
  const auto came = static_cast<double>(plan.done - planned_from_);
  if (plan.total && came > 0) progress_.seconds_left = elapsed / came * static_cast<double>(*plan.total - plan.done);
  last_report_ = {};
  report();
}

void Session::report() {
  if (!options_.progress || clock_.running() - last_report_ < kBetweenReports) return;
  last_report_ = clock_.running();
  progress_.requests = requests_;
  progress_.answers = store_.answers();
  progress_.bytes = store_.bytes();
  const double minutes = static_cast<double>((clock_.running() - began_).count()) / 60'000;
  progress_.per_minute = minutes > 0.01 ? static_cast<double>(requests_) / minutes : 0;
  options_.progress(progress_);
}

}  // namespace boussole::connectors::pull
