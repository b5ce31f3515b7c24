#include "examples/synthetic/serialize.h"

#include <algorithm>

namespace boussole::synthetic {
namespace {

std::string_view collection(SpaceKind kind) {
  switch (kind) {
    case SpaceKind::assembly:
      return "assemblies";
    case SpaceKind::conference:
      return "conferences";
    case SpaceKind::initiative:
      return "initiatives";
    case SpaceKind::process:
      break;
  }
  return "processes";
}

/// The query that Decidim's routes leave at the end of a space's own address.
std::string_view slug_parameter(SpaceKind kind) {
  switch (kind) {
    case SpaceKind::assembly:
      return "assembly_slug";
    case SpaceKind::conference:
      return "conference_slug";
    case SpaceKind::initiative:
      return "initiative_slug";
    case SpaceKind::process:
      break;
  }
  return "participatory_process_slug";
}

}  // namespace

Serializer::Serializer(const Platform& platform, const ExportOptions& options)
    : platform_(platform), options_(options) {
  refresh();
}

void Serializer::refresh() {
  comments_.clear(), last_comment_.clear(), related_.clear(), meeting_proposals_.clear();
  theme_uses_.clear(), theme_children_.clear(), result_children_.clear();
  for (Index i = 0; i < platform_.comments.size(); ++i) {
    const Comment& comment = platform_.comments[i];
    if (comment.hidden || comment.deleted) continue;
    ++comments_[{comment.on, comment.root}];
    const auto [last, fresh] = last_comment_.try_emplace({comment.on, comment.root}, i);
    if (!fresh && platform_.comments[last->second].created < comment.created) last->second = i;
  }
  for (Index i = 0; i < platform_.proposals.size(); ++i) {
    const Proposal& proposal = platform_.proposals[i];
    for (const Index source : proposal.copied_from) {
      related_[i].push_back(source);
      related_[source].push_back(i);
    }
    for (const Index meeting : proposal.meetings) meeting_proposals_[meeting].push_back(i);
    if (proposal.category) ++theme_uses_[*proposal.category];
    if (proposal.scope) ++theme_uses_[*proposal.scope];
  }
  for (const Taxonomy& theme : platform_.taxonomies)
    if (theme.parent) ++theme_children_[*theme.parent];
  for (const Result& result : platform_.results)
    if (result.parent) ++result_children_[*result.parent];
}

std::string Serializer::root_url() const { return "https://" + platform_.host + "/"; }

std::string Serializer::profile_url(std::string_view nickname) const {
  return root_url() + "profiles/" + std::string(nickname);
}

std::string Serializer::space_url(const Space& space) const {
  std::string url = root_url();
  url += collection(space.kind);
  url += '/' + space.slug + '?';
  url += slug_parameter(space.kind);
  return url + '=' + space.slug;
}

std::string Serializer::component_url(Index component) const {
  const Space& space = platform_.spaces[platform_.components[component].space];
  std::string url = root_url();
  url += collection(space.kind);
  return url + '/' + space.slug + "/f/" + std::to_string(platform_.components[component].id);
}

std::string Serializer::proposal_url(Index proposal) const {
  const Proposal& row = platform_.proposals[proposal];
  return component_url(row.component) + "/proposals/" + std::to_string(row.id);
}

std::string Serializer::root_url_of(const Comment& comment) const {
  const std::string base = component_url(component_of(platform_, comment));
  switch (comment.on) {
    case Subject::meeting:
      return base + "/meetings/" + std::to_string(platform_.meetings[comment.root].id);
    case Subject::result:
      return base + "/results/" + std::to_string(platform_.results[comment.root].id);
    case Subject::debate:
      return base + "/debates/" + std::to_string(platform_.debates[comment.root].id);
    case Subject::post:
      return base + "/posts/" + std::to_string(platform_.posts[comment.root].id);
    case Subject::proposal:
      break;
  }
  return proposal_url(comment.root);
}

Value Serializer::day(const std::optional<Time>& when) const {
  return when ? Value::bare(date(*when, options_.zone)) : Value();
}

Value Serializer::localized(const Localized& texts) const {
  Hash out;
  for (const LocalText& text : texts) out.push_back({text.locale, text.text});
  return out;
}

Value Serializer::localized(const std::optional<Localized>& texts) const { return texts ? localized(*texts) : Value(); }

Value Serializer::blank_in_all_locales() const {
  Hash out;
  for (const std::string& locale : platform_.locales) out.push_back({locale, ""});
  return out;
}

Value Serializer::theme_name(const std::optional<Index>& theme) const {
  return theme ? localized(platform_.taxonomies[*theme].name) : blank_in_all_locales();
}

void Serializer::add_themes(Hash& out, const std::optional<Index>& category, const std::optional<Index>& scope,
                            bool blank_locales) const {
  if (since(Generation::v0_30)) {
    Array ids, names;
    for (const auto& theme : {category, scope}) {
      if (!theme) continue;
      ids.emplace_back(platform_.taxonomies[*theme].id);
      names.push_back(localized(platform_.taxonomies[*theme].name));
    }
    out.push_back({"taxonomies", Hash{{"id", std::move(ids)}, {"name", std::move(names)}}});
    return;
  }
  const auto one = [&](const std::optional<Index>& theme) {
    Value id, name;
    if (theme) id = platform_.taxonomies[*theme].id;
    if (theme || blank_locales) name = theme_name(theme);
    return Hash{{"id", std::move(id)}, {"name", std::move(name)}};
  };
  out.push_back({"category", one(category)});
  out.push_back({"scope", one(scope)});
}

Value Serializer::space_of(Index component) const {
  const Space& space = platform_.spaces[platform_.components[component].space];
  return Hash{{"id", space.id}, {"url", space_url(space)}};
}

Value Serializer::component_id(Index component) const { return Hash{{"id", platform_.components[component].id}}; }

Id Serializer::author_id(const Author& author) const {
  switch (author.kind) {
    case Author::Kind::organisation:
      return 1;  // one tenant: its id collides with a user's, as on real platforms
    case Author::Kind::meeting:
      return platform_.meetings[author.of].id;
    case Author::Kind::person:
    case Author::Kind::group:
      break;
  }
  return platform_.people[author.person].id;
}

std::string Serializer::author_name(const Author& author) const {
  switch (author.kind) {
    case Author::Kind::organisation:
      return platform_.name;
    case Author::Kind::meeting:
      return first_text(platform_.meetings[author.of].title);
    case Author::Kind::group:
      if (!since(Generation::v0_31)) return platform_.groups[author.of].name;
      break;
    case Author::Kind::person:
      break;
  }
  const Person& person = platform_.people[author.person];
  return person.deleted ? "" : person.name;
}

std::string Serializer::author_url(const Author& author) const {
  switch (author.kind) {
    case Author::Kind::organisation:
      return root_url();
    case Author::Kind::meeting: {
      const Meeting& meeting = platform_.meetings[author.of];
      return component_url(meeting.component) + "/meetings/" + std::to_string(meeting.id);
    }
    case Author::Kind::group:
      if (!since(Generation::v0_31)) return profile_url(platform_.groups[author.of].nickname);
      break;
    case Author::Kind::person:
      break;
  }
  const Person& person = platform_.people[author.person];
  return person.deleted ? "" : profile_url(person.nickname);
}

Value Serializer::single_author(const Author& author) const {
  return Hash{{"id", author_id(author)}, {"name", author_name(author)}, {"url", author_url(author)}};
}

std::string Serializer::first_text(const Localized& texts) const { return texts.empty() ? "" : texts.front().text; }

std::string Serializer::reference(std::string_view kind, Time created, Id id) const {
  return platform_.prefix + "-" + std::string(kind) + "-" + date(created, options_.zone).substr(0, 7) + "-" +
         std::to_string(id);
}

std::int64_t Serializer::comments_on(Subject subject, Index root) const {
  const auto it = comments_.find({subject, root});
  return it == comments_.end() ? 0 : it->second;
}

std::string Serializer::prose(const std::vector<std::string>& paragraphs, bool html) const {
  std::string out;
  for (const std::string& paragraph : paragraphs) {
    if (!out.empty()) out += html ? "\n" : "\n\n";
    if (!html) {
      out += paragraph;
      continue;
    }
    out += "<p>";
    for (const char c : paragraph) {
      if (c == '\n')
        out += "<br>\n";
      else
        out += c;
    }
    out += "</p>";
  }
  return out;
}

}  // namespace boussole::synthetic
