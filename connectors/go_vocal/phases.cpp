#include <map>

#include "connectors/csv/values.h"
#include "connectors/go_vocal/api.h"
#include "engine/dataset/course.h"

namespace boussole::connectors::go_vocal {

namespace {

engine::PhaseKind kind_of(std::string_view method) {
  using enum engine::PhaseKind;
  if (method == "information") return information;
  if (method == "ideation" || method == "proposals" || method == "native_survey" || method == "survey" ||
      method == "poll" || method == "common_ground" || method == "community_monitor_survey")
    return collect;
  if (method == "voting" || method == "budgeting") return vote;
  return unknown;
}

}  // namespace

Expected<void> read_phases(SourceList& sources, std::span<const std::string> collections, engine::Dataset& data) {
  std::map<std::string, std::string> titles;
  auto done = each_object(sources, collections, "projects", [&](const json::Value& o) {
    titles[text_of(o, "id")] = first_text_of(o, {"title", "title_multiloc", "slug"});
  });
  if (!done) return done;
  std::map<std::string, std::uint32_t> spaces;
  for (std::uint32_t i = 0; i < data.spaces.size(); ++i) spaces.emplace(data.spaces[i].title.en, i);
  engine::Course course;
  done = each_object(sources, collections, "phases", [&](const json::Value& o) {
    engine::Phase phase;
    phase.key = "/phases/" + text_of(o, "id");
    phase.kind = kind_of(text_of(o, "participation_method"));
    const std::string title = first_text_of(o, {"title", "title_multiloc"});
    phase.title = {title, title};
    phase.start = csv::parse_time(text_of(o, "start_at"));
    phase.end = csv::parse_time(text_of(o, "end_at"));
    phase.rule = text_of(o, "voting_method");
    const auto project = titles.find(text_of(o, "project_id"));
    const auto space = project == titles.end() ? spaces.end() : spaces.find(project->second);
    if (space != spaces.end()) phase.space = space->second;
    course.phases.push_back(std::move(phase));
  });
  if (!done) return done;
  if (course.phases.empty()) return {};
  data.course = std::make_shared<const engine::Course>(std::move(course));
  data.capabilities["phases"] = engine::Presence::full;
  return {};
}

}  // namespace boussole::connectors::go_vocal
