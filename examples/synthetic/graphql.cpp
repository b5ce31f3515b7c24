#include "examples/synthetic/graphql_document.h"

// The platform, its spaces and its components.
namespace boussole::synthetic {

namespace graphql {

Document::Document(const Platform& platform, const ExportOptions& options) : platform_(platform), options_(options) {
  for (Index i = 0; i < platform_.comments.size(); ++i) {
    const Comment& comment = platform_.comments[i];
    if (!shown(platform_, comment)) continue;
    if (comment.parent) {
      replies_[*comment.parent].push_back(i);
    } else {
      threads_[{comment.on, comment.root}].push_back(i);
    }
    ++counts_[{comment.on, comment.root}];
  }
  for (Index i = 0; i < platform_.proposals.size(); ++i)
    if (platform_.proposals[i].amends && shown(platform_, platform_.proposals[i]))
      amendments_[*platform_.proposals[i].amends].push_back(i);
}

std::string Document::run() {
  json::Object root;
  root.append("organization", organization());
  const std::pair<const char*, SpaceKind> kinds[] = {{"participatoryProcesses", SpaceKind::process},
                                                     {"assemblies", SpaceKind::assembly},
                                                     {"conferences", SpaceKind::conference},
                                                     {"initiatives", SpaceKind::initiative}};
  for (const auto& [name, kind] : kinds) {
    json::Array spaces;
    for (Index i = 0; i < platform_.spaces.size(); ++i)
      if (platform_.spaces[i].kind == kind && shown(platform_, platform_.spaces[i])) spaces.push_back(space(i));
    root.append(name, Node(std::move(spaces)));
  }
  json::Object components;
  for (Index i = 0; i < platform_.components.size(); ++i)
    if (shown(platform_, platform_.components[i]))
      components.append(std::to_string(platform_.components[i].id), component(i));
  json::Object document;
  document.append("root", Node(std::move(root)));
  document.append("components", Node(std::move(components)));
  json::Writer out;
  out.value(Node(std::move(document)));
  return out.take();
}

Node Document::organization() const {
  json::Object out;
  json::Array stats, taxonomies;
  const auto stat = [&](const char* name, std::int64_t value) {
    json::Object one;
    one.append("name", text(name));
    one.append("value", number(value));
    stats.emplace_back(std::move(one));
  };
  stat("proposals_count", std::count_if(platform_.proposals.begin(), platform_.proposals.end(),
                                        [&](const Proposal& p) { return shown(platform_, p); }));
  for (Index i = 0; i < platform_.taxonomies.size(); ++i)
    if (!platform_.taxonomies[i].parent) taxonomies.push_back(taxonomy(i, true));
  out.append("stats", Node(std::move(stats)));
  out.append("taxonomies", Node(std::move(taxonomies)));
  return Node(std::move(out));
}

Node Document::taxonomy(Index at, bool children) const {
  const Taxonomy& theme = platform_.taxonomies[at];
  json::Object out;
  out.append("id", id_of(theme.id));
  out.append("name", localized(theme.name));
  out.append("isRoot", truth(!theme.parent));
  if (!children) return Node(std::move(out));
  json::Array below;
  for (Index i = 0; i < platform_.taxonomies.size(); ++i)
    if (platform_.taxonomies[i].parent == at) below.push_back(taxonomy(i, true));
  out.append("children", Node(std::move(below)));
  return Node(std::move(out));
}

Node Document::space(Index at) const {
  const Space& space = platform_.spaces[at];
  json::Object out;
  out.append("__typename", text(std::string(type_name(space.kind))));
  out.append("id", id_of(space.id));
  out.append("slug", text(space.slug));
  out.append("title", localized(space.title));
  out.append("subtitle", localized(space.subtitle));
  out.append("slogan", localized(space.subtitle));
  out.append("shortDescription", localized(space.short_description));
  out.append("description", localized(space.description));
  out.append("announcement", localized({}));
  out.append("developerGroup", localized({}));
  out.append("purposeOfAction", localized({}));
  out.append("objectives", localized(space.description));
  out.append("createdAt", moment(space.created));
  out.append("updatedAt", moment(space.updated));
  out.append("publishedAt", moment(space.published));
  out.append("startDate", day(space.start));
  out.append("endDate", day(space.end));
  out.append("signatureStartDate", day(space.start));
  out.append("signatureEndDate", day(space.end));
  out.append("state", text(space.state));
  out.append("initiativeSupportsCount", number(space.signatures + space.offline_signatures));
  out.append("onlineVotes", number(space.signatures));
  out.append("offlineVotes", number(space.offline_signatures));
  out.append("author", space.authors.empty() ? Node() : person(space.authors.front()));
  out.append("steps", steps(space));
  json::Array components;
  for (const Component& component : platform_.components)
    if (component.space == at && shown(platform_, component)) components.push_back(component_head(component));
  out.append("components", Node(std::move(components)));
  return Node(std::move(out));
}

Node Document::steps(const Space& space) const {
  json::Array out;
  if (!space.start || !space.end) return Node(std::move(out));
  const Time third = (*space.end - *space.start) / 3;
  const char* titles[] = {"Dépôt des propositions", "Discussion", "Décision"};
  for (int i = 0; i < 3; ++i) {
    json::Object step;
    step.append("id", id_of(space.id * 10 + i));
    step.append("position", number(i));
    step.append("active", truth(i == 2));
    step.append("title", localized({{platform_.locales.front(), titles[i]}}));
    step.append("startDate", day(*space.start + i * third));
    step.append("endDate", day(*space.start + (i + 1) * third));
    out.emplace_back(std::move(step));
  }
  return Node(std::move(out));
}

Node Document::component_head(const Component& component) const {
  json::Object out;
  const std::string type(type_name(component.kind));
  out.append("__typename", text(type));
  out.append("id", id_of(component.id));
  out.append("weight", number(0));
  out.append("name", localized({{platform_.locales.front(), type}}));
  return Node(std::move(out));
}

Node Document::component(Index at) const {
  const Component& component = platform_.components[at];
  Node head = component_head(component);
  json::Object out = *head.as_object();
  switch (component.kind) {
    case ComponentKind::proposals: {
      json::Array proposals;
      for (Index i = 0; i < platform_.proposals.size(); ++i)
        if (platform_.proposals[i].component == at && shown(platform_, platform_.proposals[i]))
          proposals.push_back(proposal(i));
      out.append("proposals", Node(std::move(proposals)));
      break;
    }
    case ComponentKind::meetings:
      out.append("meetings", Node(rows_of(at, platform_.meetings, &Document::meeting)));
      break;
    case ComponentKind::accountability:
      out.append("results", Node(rows_of(at, platform_.results, &Document::result)));
      break;
    case ComponentKind::budgets:
      out.append("budgets", budgets(at));
      break;
    case ComponentKind::debates:
      out.append("debates", Node(rows_of(at, platform_.debates, &Document::debate)));
      break;
    case ComponentKind::blogs:
      out.append("posts", Node(rows_of(at, platform_.posts, &Document::post)));
      break;
    case ComponentKind::pages:
      out.append("pages", Node(rows_of(at, platform_.pages, &Document::page)));
      break;
    case ComponentKind::surveys:
      out.append("surveys", surveys(at));
      break;
  }
  return Node(std::move(out));
}

}  // namespace graphql

std::string graphql_document(const Platform& platform, const ExportOptions& options) {
  return graphql::Document(platform, options).run();
}

}  // namespace boussole::synthetic
