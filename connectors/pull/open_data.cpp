#include "connectors/pull/open_data.h"

#include <algorithm>

#include "connectors/archive/zip.h"
#include "connectors/archive/zip_reader.h"
#include "connectors/pull/platform.h"
#include "connectors/pull/words.h"

namespace boussole::connectors::pull {
namespace {

using Judgement = Session::Judgement;

std::string host_of(const std::string& base) { return base.substr(base.find("://") + 3); }

bool is_page(const Session::Seen& seen) {
  const std::size_t first = seen.beginning.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string_view::npos && seen.beginning[first] == '<';
}

std::string address_of(const OpenDataOptions& options, const std::string& resource) {
  std::string out = options.base + "/open-data/download";
  if (!resource.empty()) out += "/" + resource;
  if (!options.locale.empty()) out += "?locale=" + options.locale;
  return out;
}

Request request_of(const OpenDataOptions& options, const std::string& resource) {
  Request out;
  out.url = address_of(options, resource);
  out.label = resource.empty() ? "open-data" : "open-data-" + resource;
  out.resumable = resource.empty();  // a zip is read to its end; nothing would tell of a CSV put together wrongly
  return out;
}

/// What is common to both kinds of file; nothing where it is the file itself, to be looked at.
std::optional<Session::Verdict> judge_page(const Session::Seen& seen, const std::string& host, bool redirected) {
  const int status = seen.head.status;
  if (status == 401 || status == 403 || is_sign_in(seen.head.url.target))
    return Session::Verdict{Judgement::refuse, "", words::sign_in(host)};
  if (status == 404 || status == 410) return Session::Verdict{Judgement::keep_as_probe, "txt", std::nullopt};
  if (status != 200) return Session::Verdict{Judgement::refuse, "", words::status(host, status)};
  if (!is_page(seen)) return std::nullopt;
  // Decidim starts to prepare the file and sends the visitor to another page with a message.
  if (redirected) return Session::Verdict{Judgement::wait_and_ask_again, "", words::not_ready(host)};
  return Session::Verdict{Judgement::refuse, "", words::not_a_zip(host)};
}

Expected<bool> pull_one(Session& session, const OpenDataOptions& options, const std::string& resource) {
  const std::string host = host_of(options.base);
  const std::string asked = address_of(options, resource);
  session.tell({resource.empty() ? Text{"données ouvertes (zip)", "open data (zip)"}
                                 : Text{"données ouvertes : " + resource, "open data: " + resource},
                0, std::nullopt});
  const auto judge = [&](const Session::Seen& seen) -> Session::Verdict {
    if (auto page = judge_page(seen, host, seen.head.url.text() != asked)) return std::move(*page);
    if (!resource.empty()) return {Judgement::keep, is_zip(seen.beginning) ? "zip" : "csv", std::nullopt};
    if (!is_zip(seen.beginning)) return {Judgement::refuse, "", words::not_a_zip(host)};
    if (auto whole = check_zip(seen.path); !whole)
      return {Judgement::refuse, "", words::damaged_zip(host, whole.error())};
    return {Judgement::keep, "zip", std::nullopt};
  };
  const auto kept = session.fetch(request_of(options, resource), judge, options.patience);
  if (!kept) return std::unexpected(kept.error());
  return kept->status == 200;
}

Expected<std::vector<std::string>> listed(Session& session, const OpenDataOptions& options) {
  Request page;
  page.url = options.base + "/open-data";
  page.label = "open-data-page";
  const auto answer = session.send(page);
  if (!answer) return std::unexpected(answer.error());
  if (answer->status != 200) return std::vector<std::string>();
  return resources_of_page(answer->body);
}

}  // namespace

std::vector<std::string> resources_of_page(std::string_view html) {
  constexpr std::string_view kLink = "/open-data/download/";
  constexpr std::size_t kMost = 200;
  std::vector<std::string> out;
  for (std::size_t at = html.find(kLink); at != std::string_view::npos && out.size() < kMost;
       at = html.find(kLink, at)) {
    at += kLink.size();
    std::size_t end = at;
    while (end < html.size() && ((html[end] >= 'a' && html[end] <= 'z') || html[end] == '_')) ++end;
    std::string name(html.substr(at, end - at));
    if (!name.empty() && name.size() <= 60 && std::find(out.begin(), out.end(), name) == out.end())
      out.push_back(std::move(name));
  }
  return out;
}

Expected<void> check_zip(const std::string& path) {
  SourceList unused;
  if (auto opened = open_zip(path, ArchiveLimits{}, unused); !opened) return opened;
  auto reader = ZipReader::open(path);
  if (!reader) return std::unexpected(std::move(reader.error()));
  std::vector<char> buffer(std::size_t{1} << 18);
  std::uint64_t unpacked = 0;
  const ArchiveLimits limits;
  for (;;) {
    auto entry = (*reader)->next();
    if (!entry) return std::unexpected(std::move(entry.error()));
    if (!*entry) return {};
    for (;;) {
      auto size = (*reader)->read(buffer);
      if (!size) return std::unexpected(std::move(size.error()));
      if (*size == 0) break;
      unpacked += *size;
      if (unpacked <= limits.total_bytes) continue;
      Error endless;
      endless.file = path;
      endless.what = {"il se déplie sans fin", "it unpacks without end"};
      return std::unexpected(std::move(endless));
    }
  }
}

Expected<bool> pull_open_data(Session& session, const OpenDataOptions& options) {
  if (options.resources.empty()) return pull_one(session, options, "");
  std::vector<std::string> names = options.resources;
  if (names == std::vector<std::string>{"all"}) {
    auto found = listed(session, options);
    if (!found) return std::unexpected(std::move(found.error()));
    names = std::move(*found);
  }
  bool any = false;
  for (const std::string& name : names) {
    auto came = pull_one(session, options, name);
    if (!came) return came;
    any = any || *came;
  }
  return any;
}

Expected<PullFindings> changes_of_open_data(Session& session, const OpenDataOptions& options) {
  PullFindings out;
  if (!options.resources.empty()) return out;
  Request request = request_of(options, "");
  const auto kept = session.kept(request);
  if (!kept) return std::unexpected(kept.error());
  if (!*kept || (*kept)->status != 200) return out;
  const auto before = [&](std::string_view name) -> std::string {
    for (const auto& [key, value] : (*kept)->headers)
      if (key == name) return value;
    return {};
  };
  if (before("etag").empty() && before("last-modified").empty()) return out;
  request.method = "HEAD";
  const auto head = session.look(request);
  if (!head && session.stopping()) return std::unexpected(head.error());
  if (!head)
    out.notes.push_back(
        {"open_data_not_seen_again",
         {"Le fichier de données ouvertes n'a pas pu être regardé une seconde fois : on ne sait pas s'il a "
          "changé pendant la collecte.",
          "The open data file could not be looked at a second time: whether it changed during the pull is "
          "not known."}});
  if (!head) return out;
  if (head->status != 200) return out;
  // A weak tag (W/) and a strong one say the same here: a packing proxy adds or drops the mark.
  const auto strong = [](std::string tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; };
  const auto differs = [&](std::string_view name) {
    const std::string then = strong(before(name)), now = strong(std::string(head->header(name)));
    return !then.empty() && !now.empty() && then != now;
  };
  if (differs("etag") || differs("last-modified"))
    out.changes.push_back(
        {"open_data_changed",
         {"Le fichier de données ouvertes a été refait pendant la collecte : ce qui vient de l'API peut être plus "
          "récent que lui.",
          "The open data file was made again during the pull: what comes from the API may be newer than it."}});
  return out;
}

}  // namespace boussole::connectors::pull
