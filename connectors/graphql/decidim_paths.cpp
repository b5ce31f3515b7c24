#include "connectors/graphql/decidim_paths.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace boussole::connectors::graphql {

namespace {

constexpr std::array<SpaceFamily, 4> kFamilies{
    {{"participatoryProcesses", "participatoryProcess", "processes", "Decidim::ParticipatoryProcess", Kind::processes},
     {"assemblies", "assembly", "assemblies", "Decidim::Assembly", Kind::assemblies},
     {"conferences", "conference", "conferences", "Decidim::Conference", Kind::conferences},
     {"initiatives", "initiative", "initiatives", "Decidim::Initiative", Kind::initiatives}}};

struct Model {
  std::string_view collection, model;
  Kind kind, comments;
};
constexpr std::array<Model, 7> kModels{
    {{"proposals", "Decidim::Proposals::Proposal", Kind::proposals, Kind::proposal_comments},
     {"meetings", "Decidim::Meetings::Meeting", Kind::meetings, Kind::meeting_comments},
     {"projects", "Decidim::Budgets::Project", Kind::projects, Kind::project_comments},
     {"results", "Decidim::Accountability::Result", Kind::results, Kind::result_comments},
     {"debates", "Decidim::Debates::Debate", Kind::debates, Kind::debate_comments},
     {"posts", "Decidim::Blogs::Post", Kind::posts, Kind::post_comments},
     {"pages", "", Kind::pages, Kind::comments}}};

const Model* model_named(std::string_view collection) {
  for (const Model& model : kModels)
    if (model.collection == collection) return &model;
  return nullptr;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

const SpaceFamily* space_family(std::string_view field) {
  for (const SpaceFamily& family : kFamilies)
    if (field == family.many || field == family.one) return &family;
  return nullptr;
}

std::string space_path(const SpaceFamily& family, const json::Value& space) {
  std::string slug = text_of(space.find("slug"));
  if (slug.empty() && family.kind == Kind::initiatives) {
    const std::string id = text_of(space.find("id"));
    if (!id.empty()) slug = "i-" + id;
  }
  if (slug.empty()) return {};
  std::string path = "/";
  path += family.collection;
  return path + "/" + slug;
}

std::string Place::path(std::string_view collection, std::string_view id) const {
  if (space.empty()) return {};
  std::string out = space + within + "/";
  out += collection;
  out += '/';
  return out += id;
}

Place Place::inside(std::string_view collection, std::string_view id) const {
  Place place = *this;
  place.within += '/';
  place.within += collection;
  place.within += '/';
  place.within += id;
  return place;
}

Place place_of(const json::Value& component, const Context& context) {
  Place place;
  place.component = text_of(component.find("id"));
  place.within = "/f/" + place.component;
  if (const auto at = context.component_space.find(place.component); at != context.component_space.end()) {
    place.space = at->second;
  } else if (const json::Value* space = component.find("participatorySpace"); space != nullptr && space->is_object()) {
    const auto found = context.space_paths.find(text_of(space->find("type")) + "/" + text_of(space->find("id")));
    if (found != context.space_paths.end()) place.space = found->second;
  }
  return place;
}

Kind resource_kind(std::string_view collection) {
  const Model* model = model_named(collection);
  return model == nullptr ? Kind::proposals : model->kind;
}

Kind comment_kind(std::string_view collection) {
  const Model* model = model_named(collection);
  return model == nullptr ? Kind::comments : model->comments;
}

std::string_view model_of(Kind kind) {
  for (const Model& model : kModels)
    if (model.kind == kind) return model.model;
  return {};
}

std::string ThreadName::written() const {
  std::string name = "d" + std::to_string(depth) + "_" + component + "_" + collection + "_" + root;
  if (!budget.empty()) name += "_" + budget;
  if (!parent.empty()) name += "_c" + parent;
  return name;
}

std::optional<ThreadName> parse_thread(std::string_view name) {
  std::vector<std::string_view> parts;
  for (std::string_view rest = name;;) {
    const auto end = rest.find('_');
    parts.push_back(rest.substr(0, end));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  ThreadName thread;
  if (parts.size() > 4 && parts.back().starts_with('c') && is_number(parts.back().substr(1))) {
    thread.parent = parts.back().substr(1);
    parts.pop_back();
  }
  if (parts.size() < 4 || parts.size() > 5 || !parts[0].starts_with('d')) return std::nullopt;
  const std::string_view depth = parts[0].substr(1);
  if (!is_number(depth) || depth.size() > 3 || !is_number(parts[1]) || !is_number(parts[3])) return std::nullopt;
  if (model_named(parts[2]) == nullptr || (parts.size() == 5 && !is_number(parts[4]))) return std::nullopt;
  std::from_chars(depth.data(), depth.data() + depth.size(), thread.depth);
  thread.component = parts[1];
  thread.collection = parts[2];
  thread.root = parts[3];
  if (parts.size() == 5) thread.budget = parts[4];
  return thread;
}

}  // namespace boussole::connectors::graphql
