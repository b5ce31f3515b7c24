#include "connectors/pull/platform.h"

#include <algorithm>
#include <array>

#include "connectors/pull/words.h"
#include "engine/json/reader.h"

namespace boussole::connectors::pull {
namespace {

struct Mark {
  std::string_view text;
  PlatformKind kind;
};

/// Names of packs, classes and settings that each program writes itself.
constexpr std::array<Mark, 12> kMarks = {{
    {"decidim-packs/", PlatformKind::decidim},
    {"/assets/decidim", PlatformKind::decidim},
    {"window.decidim", PlatformKind::decidim},
    {"content=\"decidim", PlatformKind::decidim},
    {"data-decidim", PlatformKind::decidim},
    {"decidim_core", PlatformKind::decidim},
    {"/assets/consul", PlatformKind::consul},
    {"content=\"consul", PlatformKind::consul},
    {"consul democracy", PlatformKind::consul},
    {"consuldemocracy", PlatformKind::consul},
    {"cl2-front", PlatformKind::go_vocal},
    {"res.cloudinary.com/citizenlabco", PlatformKind::go_vocal},
}};

/// The member found by going down `path` in a JSON answer that came with 200.
bool answers_with(const Expected<Answer>& answer, std::initializer_list<std::string_view> path) {
  if (!answer || answer->status != 200) return false;
  const auto document = json::parse(answer->body, "answer");
  if (!document) return false;
  const json::Value* at = &*document;
  for (const std::string_view key : path) {
    at = at->find(key);
    if (at == nullptr) return false;
  }
  return !at->is_null();
}

Request question(const std::string& url, const std::string& query, const std::string& label) {
  Request out;
  out.method = "POST";
  out.url = url;
  out.content_type = "application/json";
  out.body = "{\"query\":\"" + query + "\"}";
  out.label = label;
  return out;
}

Expected<std::optional<PlatformKind>> ask_each(Session& session, const std::string& base) {
  const auto decidim = session.send(question(base + "/api", "{ participatoryProcesses { id } }", "is-it-decidim"));
  if (!decidim) return std::unexpected(decidim.error());
  if (answers_with(decidim, {"data", "participatoryProcesses"})) return PlatformKind::decidim;
  const auto consul = session.send(
      question(base + "/graphql", "{ proposals(first: 1) { edges { node { id title } } } }", "is-it-consul"));
  if (!consul) return std::unexpected(consul.error());
  if (answers_with(consul, {"data", "proposals"})) return PlatformKind::consul;
  Request settings;
  settings.url = base + "/web_api/v1/app_configuration";
  settings.label = "is-it-go-vocal";
  const auto go_vocal = session.send(settings);
  if (!go_vocal) return std::unexpected(go_vocal.error());
  if (answers_with(go_vocal, {"data", "attributes"})) return PlatformKind::go_vocal;
  return std::optional<PlatformKind>();
}

}  // namespace

std::string_view id_of(PlatformKind kind) {
  switch (kind) {
    case PlatformKind::decidim:
      return "decidim";
    case PlatformKind::consul:
      return "consul";
    case PlatformKind::go_vocal:
      return "go-vocal";
  }
  return "";
}

std::optional<PlatformKind> platform_named(std::string_view id) {
  for (const PlatformKind kind : {PlatformKind::decidim, PlatformKind::consul, PlatformKind::go_vocal})
    if (id_of(kind) == id) return kind;
  return std::nullopt;
}

std::optional<PlatformKind> platform_of_page(std::string_view html) {
  std::string small(html.substr(0, std::size_t{1} << 20));
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  for (const Mark& mark : kMarks)
    if (small.find(mark.text) != std::string::npos) return mark.kind;
  return std::nullopt;
}

bool is_sign_in(std::string_view address) {
  const std::string_view path = address.substr(0, address.find('?'));
  return path.find("sign_in") != std::string_view::npos || path.find("sign-in") != std::string_view::npos ||
         path.ends_with("/login") || path.ends_with("/users/saml");
}

Expected<PlatformKind> recognise(Session& session, const std::string& base) {
  Request home;
  home.url = base + "/";
  home.label = "home";
  const std::string host = base.substr(base.find("://") + 3);
  const auto page = session.send(home);
  if (!page) return std::unexpected(page.error());
  if (page->status == 401 || page->status == 403 || is_sign_in(page->final_url))
    return std::unexpected(words::sign_in(host));
  if (const auto kind = platform_of_page(page->body)) return *kind;
  const auto kind = ask_each(session, base);
  if (!kind) return std::unexpected(kind.error());
  if (!*kind) return std::unexpected(words::unknown_platform(host));
  return **kind;
}

}  // namespace boussole::connectors::pull
