#include "connectors/pull/pull.h"

#include <algorithm>
#include <utility>

#include "connectors/pull/go_vocal.h"
#include "connectors/pull/open_data.h"
#include "connectors/pull/platform.h"
#include "connectors/pull/words.h"

namespace boussole::connectors::pull {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ",") + word;
  return out;
}

/// What decides which questions are asked: the same in every run on a folder.
std::string what_of(const PullOptions& options) {
  std::string out = "platform=" + (options.platform.empty() ? "auto" : options.platform);
  out += " parts=" + joined(options.parts);
  if (!options.locales.empty()) out += " locale=" + joined(options.locales);
  if (!options.resources.empty()) out += " resources=" + joined(options.resources);
  return out;
}

/// The address of the site, without a page: "https://host" or "https://host/folder".
Expected<http::Url> base_of(const std::string& address) {
  const bool bare = address.find("://") == std::string::npos;
  auto url = http::parse_url(bare ? "https://" + address : address);
  // An address that is not understood may hold a password: only what precedes one is shown.
  if (!url)
    return std::unexpected(
        words::bad_address(address.find('@') == std::string::npos ? http::printable(address, 100) : std::string("…")));
  url->target.resize(std::min(url->target.find('?'), url->target.size()));
  while (url->target.ends_with('/')) url->target.pop_back();
  return *url;
}

void add(PullFindings& all, PullFindings more) {
  std::move(more.counts.begin(), more.counts.end(), std::back_inserter(all.counts));
  std::move(more.changes.begin(), more.changes.end(), std::back_inserter(all.changes));
  std::move(more.notes.begin(), more.notes.end(), std::back_inserter(all.notes));
}

Message note_of(const std::string& code, const Text& what, const Error& why) {
  return {code, http::sentence({what.fr + " : " + why.what.fr, what.en + ": " + why.what.en})};
}

class Run {
 public:
  Run(const PullOptions& options, const http::Url& base, Store& store, Session& session)
      : options_(options), base_(base.origin() + base.target), store_(store), session_(session) {}

  Expected<PlatformKind> platform() {
    if (const auto named = platform_named(options_.platform)) return *named;
    return recognise(session_, base_);
  }

  Expected<PullFindings> take(PlatformKind kind) {
    Expected<void> done;
    if (kind == PlatformKind::decidim) done = decidim();
    if (kind == PlatformKind::consul) done = by_planner(options_.consul_api);
    if (kind == PlatformKind::go_vocal) done = by_planner(pull_go_vocal);
    if (!done) return std::unexpected(std::move(done.error()));
    return std::move(findings_);
  }

 private:
  PlanOptions plan() {
    PlanOptions out;
    out.base_url = base_;
    if (!options_.locales.empty()) out.locales = options_.locales;
    out.until = store_.beginning().started_at;
    out.progress = [this](const PlanProgress& progress) { session_.tell(progress); };
    return out;
  }

  bool wanted(const char* part) const {
    return std::find(options_.parts.begin(), options_.parts.end(), part) != options_.parts.end();
  }

  Expected<void> by_planner(const Planner& planner) {
    if (!planner) return std::unexpected(words::unknown_platform(base_));
    auto found = planner(session_, plan());
    if (!found) return std::unexpected(std::move(found.error()));
    add(findings_, std::move(*found));
    return {};
  }

  Expected<void> decidim() {
    const std::string locale = options_.locales.empty() ? "" : options_.locales.front();
    const OpenDataOptions open_data{base_, locale, options_.resources, options_.patience};
    std::optional<Error> missing;
    bool any = false;
    if (wanted("open-data")) {
      auto came = pull_open_data(session_, open_data);
      if (!came) return std::unexpected(std::move(came.error()));
      any = *came;
      if (!any) missing = words::no_open_data(base_);
      if (!any)
        findings_.notes.push_back(note_of("no_open_data", {"Données ouvertes absentes", "No open data"}, *missing));
    }
    if (wanted("api") && options_.decidim_api) {
      auto found = options_.decidim_api(session_, plan());
      // What the platform says (switched off, sign in) is a note; what broke on the way must be gone on with.
      if (!found && (session_.broken() || !any)) return std::unexpected(std::move(found.error()));
      if (!found)
        findings_.notes.push_back(note_of("no_api", {"API GraphQL non lue", "GraphQL API not read"}, found.error()));
      any = true;
      if (found) add(findings_, std::move(*found));
    }
    if (!any) return std::unexpected(missing ? *missing : words::no_open_data(base_));
    if (!wanted("open-data")) return {};
    auto changes = changes_of_open_data(session_, open_data);
    if (!changes) return std::unexpected(std::move(changes.error()));
    add(findings_, std::move(*changes));
    return {};
  }

  const PullOptions& options_;
  std::string base_;
  Store& store_;
  Session& session_;
  PullFindings findings_;
};

Outcome outcome_of(const Store& store, const Session* session) {
  Outcome out;
  out.answers = store.answers();
  out.found = store.found();
  out.bytes = store.bytes();
  out.requests = session == nullptr ? 0 : session->requests();
  out.started_at = store.beginning().started_at;
  if (store.ending()) {
    out.finished_at = store.ending()->finished_at;
    out.findings = store.ending()->findings;
  }
  return out;
}

}  // namespace

Expected<Outcome> pull(const PullOptions& options, Clock& clock) {
  auto base = base_of(options.address);
  if (!base) return std::unexpected(std::move(base.error()));
  if (!options.session.token.empty() && !base->secure()) return std::unexpected(words::token_over_http());
  Beginning beginning{base->origin() + base->target, what_of(options), options.tool, iso_time(clock.now())};
  auto store = Store::open(options.folder, beginning);
  if (!store) return std::unexpected(std::move(store.error()));
  if ((*store)->ending()) {
    Outcome out = outcome_of(**store, nullptr);
    out.was_complete = true;
    return out;
  }
  Session session(options.session, *base, **store, clock);
  Run run(options, *base, **store, session);
  auto kind = run.platform();
  if (!kind) return std::unexpected(std::move(kind.error()));
  auto findings = run.take(*kind);
  if (!findings) return std::unexpected(std::move(findings.error()));
  Ending ending;
  ending.finished_at = iso_time(clock.now());
  ending.findings = std::move(*findings);
  for (const Message& note : session.notes()) ending.findings.notes.push_back(note);
  if (auto finished = (*store)->finish(std::move(ending)); !finished)
    return std::unexpected(std::move(finished.error()));
  Outcome out = outcome_of(**store, &session);
  out.platform = id_of(*kind);
  return out;
}

}  // namespace boussole::connectors::pull
