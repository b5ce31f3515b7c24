#include "examples/synthetic/serialize.h"

// Participatory spaces (from 0.30).
namespace boussole::synthetic {
namespace {

void append(Hash& out, Hash more) {
  for (Member& member : more) out.push_back(std::move(member));
}

}  // namespace

Hash Serializer::space(const Space& space) const {
  switch (space.kind) {
    case SpaceKind::assembly:
      return assembly(space);
    case SpaceKind::conference:
      return conference(space);
    case SpaceKind::initiative:
      return initiative(space);
    case SpaceKind::process:
      break;
  }
  return process(space);
}

Hash Serializer::space_base(const Space& space) const {
  return {{"id", space.id},
          {"title", localized(space.title)},
          {"slug", space.slug},
          {"reference", space.reference},
          {"created_at", time(space.created)},
          {"updated_at", time(space.updated)},
          {"published_at", time(space.published)},
          {"follows_count", space.follows},
          {"hashtag", space.hashtag},
          {"short_description", localized(space.short_description)},
          {"description", localized(space.description)},
          {"promoted", space.promoted}};
}

Hash Serializer::process(const Space& space) const {
  const auto nothing = [&](const char* text) { return Hash{{"id", Value()}, {text, blank_in_all_locales()}}; };
  Hash out = space_base(space);
  append(out, {{"url", space_url(space)},
               {"subtitle", localized(space.subtitle)},
               {"remote_hero_image_url", Value()},
               {"announcement", blank_in_all_locales()},
               {"start_date", day(space.start)},
               {"end_date", day(space.end)},
               {"developer_group", blank_in_all_locales()},
               {"local_area", blank_in_all_locales()},
               {"meta_scope", blank_in_all_locales()},
               {"participatory_scope", blank_in_all_locales()},
               {"participatory_structure", blank_in_all_locales()},
               {"target", blank_in_all_locales()},
               {"area", nothing("name")},
               {"participatory_process_group", Hash{{"id", Value()},
                                                    {"title", blank_in_all_locales()},
                                                    {"description", blank_in_all_locales()},
                                                    {"remote_hero_image_url", Value()}}},
               {"scope", nothing("name")},
               {"scopes_enabled", false},
               {"participatory_process_type", nothing("title")}});
  return out;
}

Hash Serializer::assembly(const Space& space) const {
  const Value blank = blank_in_all_locales();
  const auto nothing = [&](const char* text) { return Hash{{"id", Value()}, {text, blank}}; };
  Hash out = space_base(space);
  append(out, {{"url", space_url(space)},
               {"subtitle", localized(space.subtitle)},
               {"remote_hero_image_url", Value()},
               {"remote_banner_image_url", Value()},
               {"announcement", blank},
               {"developer_group", blank},
               {"local_area", blank},
               {"meta_scope", blank},
               {"participatory_scope", blank},
               {"purpose_of_action", blank},
               {"composition", blank},
               {"duration", Value()},
               {"participatory_structure", blank},
               {"target", blank},
               {"decidim_scope_id", Value()},
               {"area", nothing("name")},
               {"scope", nothing("name")},
               {"scopes_enabled", false},
               {"included_at", Value()},
               {"closing_date", day(space.end)},
               {"created_by", "city_council"},
               {"creation_date", day(space.start)},
               {"closing_date_reason", blank},
               {"internal_organisation", blank},
               {"is_transparent", true},
               {"special_features", blank},
               {"twitter_handler", ""},
               {"instagram_handler", ""},
               {"facebook_handler", ""},
               {"youtube_handler", ""},
               {"github_handler", ""},
               {"created_by_other", blank},
               {"assembly_type", nothing("title")}});
  return out;
}

Hash Serializer::conference(const Space& space) const {
  Hash out = space_base(space);
  append(out, {{"url", space_url(space)},
               {"slogan", localized(space.subtitle)},
               {"remote_hero_image_url", Value()},
               {"remote_banner_image_url", Value()},
               {"location", Value()},
               {"objectives", localized(space.description)},
               {"start_date", day(space.start)},
               {"end_date", day(space.end)},
               {"scopes_enabled", false},
               {"decidim_scope_id", Value()},
               {"scope", Hash{{"id", Value()}, {"name", blank_in_all_locales()}}}});
  return out;
}

Hash Serializer::initiative(const Space& space) const {
  Array ids, names;
  for (const Index author : space.authors) {
    ids.emplace_back(platform_.people[author].id);
    names.emplace_back(platform_.people[author].deleted ? std::string() : platform_.people[author].name);
  }
  const auto votes = [](std::int64_t n) { return Hash{{"global", n}, {"total", n}}; };
  const auto nothing = [&](const char* text) { return Hash{{"id", Value()}, {text, blank_in_all_locales()}}; };
  return {{"reference", space.reference},
          {"title", localized(space.title)},
          {"url", space_url(space)},
          {"description", localized(space.description)},
          {"state", space.state},
          {"created_at", time(space.created)},
          {"updated_at", time(space.updated)},
          {"published_at", time(space.published)},
          {"signature_start_date", day(space.start)},
          {"signature_end_date", day(space.end)},
          {"signature_type", "online"},
          {"signatures", space.signatures + space.offline_signatures},
          {"answer", space.answer ? localized(*space.answer) : blank_in_all_locales()},
          {"answered_at", time(space.answered)},
          {"answer_url", Value()},
          {"hashtag", space.hashtag},
          {"first_progress_notification_at", Value()},
          {"second_progress_notification_at", Value()},
          {"online_votes", votes(space.signatures)},
          {"offline_votes", votes(space.offline_signatures)},
          {"comments_count", 0},
          {"follows_count", space.follows},
          {"scope", nothing("name")},
          {"type", Hash{{"id", 1}, {"title", Hash{{platform_.locales.front(), "Initiative citoyenne"}}}}},
          {"authors", Hash{{"id", std::move(ids)}, {"name", std::move(names)}}},
          {"area", nothing("name")}};
}

}  // namespace boussole::synthetic
