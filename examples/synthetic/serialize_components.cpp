#include "examples/synthetic/serialize.h"

// Meetings, results, projects, debates, posts and pages.
namespace boussole::synthetic {

Hash Serializer::meeting(const Meeting& meeting) const {
  const auto index = static_cast<Index>(&meeting - platform_.meetings.data());
  Hash out{{"id", meeting.id}};
  if (since(Generation::v0_30)) {
    out.push_back({"author", single_author(meeting.author)});
    out.push_back({"participatory_space", space_of(meeting.component)});
    add_themes(out, meeting.category, meeting.scope);
  } else {
    add_themes(out, meeting.category, meeting.scope, false);
    out.push_back({"participatory_space", space_of(meeting.component)});
  }
  const bool newest = since(Generation::v0_31);
  const bool zone = since(Generation::v0_27);
  out.push_back({"component", component_id(meeting.component)});
  out.push_back({"title", localized(meeting.title)});
  out.push_back({"description", localized(meeting.description)});
  out.push_back({"start_time", zone ? time(meeting.start) : Value::bare(unzoned(meeting.start))});
  out.push_back({"end_time", zone ? time(meeting.end) : Value::bare(unzoned(meeting.end))});
  out.push_back({"attendees", meeting.attendees});
  out.push_back({"contributions", meeting.contributions});
  out.push_back({"organizations", meeting.organizations});
  out.push_back({"address", meeting.address});
  out.push_back({"location", localized(meeting.location)});
  out.push_back({"reference", reference("MEET", meeting.created, meeting.id)});
  if (!newest) out.push_back({"comments", comments_on(Subject::meeting, index)});
  out.push_back({"attachments", meeting.attachments});
  if (!newest) out.push_back({"followers", meeting.follows});
  out.push_back({"url", author_url(Author{Author::Kind::meeting, 0, index})});
  Array proposals;
  if (const auto it = meeting_proposals_.find(index); it != meeting_proposals_.end())
    for (const Index proposal : it->second)
      if (shown(platform_, platform_.proposals[proposal])) proposals.emplace_back(proposal_url(proposal));
  out.push_back({"related_proposals", std::move(proposals)});
  out.push_back({"related_results", Array{}});
  if (zone) out.push_back({"published", true});
  if (since(Generation::v0_29)) {
    out.push_back({"withdrawn", meeting.withdrawn.has_value()});
    out.push_back({"withdrawn_at", time(meeting.withdrawn)});
  }
  if (newest) add_newest_meeting_columns(out, meeting);
  return out;
}

void Serializer::add_newest_meeting_columns(Hash& out, const Meeting& meeting) const {
  const auto index = static_cast<Index>(&meeting - platform_.meetings.data());
  const bool by_person = meeting.author.kind == Author::Kind::person;
  const Hash more{{"location_hints", localized(meeting.location_hints)},
                  {"created_at", time(meeting.created)},
                  {"updated_at", time(meeting.updated)},
                  {"latitude", place(meeting.latitude)},
                  {"longitude", place(meeting.longitude)},
                  {"follows_count", meeting.follows},
                  {"private_meeting", false},
                  {"transparent", true},
                  {"registration_form_enabled", false},
                  {"comments", Hash{{"start_time", Value()},
                                    {"end_time", Value()},
                                    {"enabled", true},
                                    {"count", comments_on(Subject::meeting, index)}}},
                  {"online_meeting_url", ""},
                  {"closing_visible", meeting.closed ? Value(true) : Value()},
                  {"closing_report", localized(meeting.minutes)},
                  {"attending_organizations", meeting.organizations},
                  {"registration_url", ""},
                  {"decidim_author_type", by_person ? "Decidim::UserBaseEntity" : "Decidim::Organization"},
                  {"video_url", Value()},
                  {"audio_url", Value()},
                  {"closed_at", time(meeting.closed)},
                  {"registration_terms", Value()},
                  {"available_slots", 0},
                  {"registrations_enabled", false},
                  {"customize_registration_email", false},
                  {"type_of_meeting", "in_person"},
                  {"iframe_access_level", "all"},
                  {"iframe_embed_type", "none"},
                  {"reserved_slots", 0},
                  {"registration_type", "registration_disabled"}};
  out.insert(out.end(), more.begin(), more.end());
}

Hash Serializer::result(const Result& result) const {
  const auto index = static_cast<Index>(&result - platform_.results.data());
  const std::string url = component_url(result.component) + "/results/" + std::to_string(result.id);
  Hash out{{"id", result.id}};
  add_themes(out, result.category, result.scope);
  Value parent, status;
  if (result.parent) parent = platform_.results[*result.parent].id;
  if (result.status_id) {
    status = Hash{{"id", *result.status_id}, {"key", result.status_key}, {"name", localized(result.status_name)}};
  } else {
    status = Hash{{"id", Value()}, {"key", Value()}, {"name", blank_in_all_locales()}};
  }
  Array proposals;
  for (const Index proposal : result.proposals)
    if (shown(platform_, platform_.proposals[proposal])) proposals.emplace_back(proposal_url(proposal));
  out.push_back({"parent", Hash{{"id", std::move(parent)}}});
  out.push_back({"title", localized(result.title)});
  out.push_back({"description", localized(result.description)});
  out.push_back({"start_date", day(result.start)});
  out.push_back({"end_date", day(result.end)});
  out.push_back({"status", std::move(status)});
  out.push_back({"progress", result.progress ? Value::bare(std::to_string(*result.progress) + ".0") : Value()});
  out.push_back({"created_at", time(result.created)});
  if (since(Generation::v0_30)) out.push_back({"updated_at", time(result.updated)});
  out.push_back({"url", url});
  out.push_back({"component", component_id(result.component)});
  out.push_back({"proposal_urls", std::move(proposals)});
  if (!since(Generation::v0_30)) return out;
  const auto children = result_children_.find(index);
  out.push_back({"reference", reference("RESU", result.created, result.id)});
  out.push_back({"children_count", children == result_children_.end() ? 0 : children->second});
  out.push_back({"comments_count", comments_on(Subject::result, index)});
  out.push_back({"address", result.address});
  out.push_back({"latitude", Value()});
  out.push_back({"longitude", Value()});
  return out;
}

Hash Serializer::project(const Project& project) const {
  const bool late = since(Generation::v0_30);
  const std::string budget_url = component_url(project.component) + "/budgets/" + std::to_string(project.budget);
  Hash out{{"id", project.id}};
  add_themes(out, project.category, project.scope);
  out.push_back({"participatory_space", space_of(project.component)});
  out.push_back({"component", component_id(project.component)});
  out.push_back({"title", localized(project.title)});
  out.push_back({"description", localized(project.description)});
  Hash budget{{"id", project.budget}};
  if (late) {
    budget.push_back({"title", localized(project.budget_title)});
    budget.push_back({"url", budget_url});
  }
  out.push_back({"budget", std::move(budget)});
  out.push_back({"budget_amount", project.amount});
  const bool blank = late && platform_.components[project.component].votes_hidden;
  out.push_back({"confirmed_votes", blank ? Value() : Value(project.confirmed_votes)});
  out.push_back({"comments", 0});
  out.push_back({"created_at", time(project.created)});
  out.push_back({"url", budget_url + "/projects/" + std::to_string(project.id)});
  if (since(Generation::v0_29)) out.push_back({"address", project.address});
  if (late) {
    out.push_back({"updated_at", time(project.updated)});
    out.push_back({"selected_at", time(project.selected)});
    out.push_back({"reference", reference("PROJ", project.created, project.id)});
    out.push_back({"follows_count", project.follows});
    out.push_back({"latitude", place(project.latitude)});
    out.push_back({"longitude", place(project.longitude)});
  }
  Array ids, titles, urls;
  for (const Index proposal : project.proposals) {
    if (!shown(platform_, platform_.proposals[proposal])) continue;
    ids.emplace_back(platform_.proposals[proposal].id);
    titles.emplace_back(first_text(platform_.proposals[proposal].title));
    urls.emplace_back(proposal_url(proposal));
  }
  out.push_back({"related_proposals", std::move(ids)});
  out.push_back({"related_proposal_titles", std::move(titles)});
  out.push_back({"related_proposal_urls", std::move(urls)});
  return out;
}

Hash Serializer::debate(const Debate& debate) const {
  const auto index = static_cast<Index>(&debate - platform_.debates.data());
  Hash out{{"id", debate.id},
           {"author", single_author(debate.author)},
           {"title", localized(debate.title)},
           {"description", localized(debate.description)},
           {"instructions", blank_in_all_locales()},
           {"start_time", time(debate.start)},
           {"end_time", time(debate.end)},
           {"information_updates", blank_in_all_locales()}};
  add_themes(out, debate.category, std::nullopt);
  out.push_back({"participatory_space", space_of(debate.component)});
  out.push_back({"component", component_id(debate.component)});
  out.push_back({"reference", reference("DEBA", debate.created, debate.id)});
  out.push_back({"comments", comments_on(Subject::debate, index)});
  out.push_back({"follows_count", debate.follows});
  out.push_back({"url", component_url(debate.component) + "/debates/" + std::to_string(debate.id)});
  const auto last = last_comment_.find({Subject::debate, index});
  const bool commented = last != last_comment_.end();
  out.push_back({"last_comment_at", commented ? time(platform_.comments[last->second].created) : Value()});
  Hash by;
  if (commented) {
    const Author who{Author::Kind::person, platform_.comments[last->second].author, 0};
    by = {{"id", author_id(who)}, {"name", author_name(who)}, {"url", author_url(who)}};
  }
  out.push_back({"last_comment_by", std::move(by)});
  out.push_back({"comments_enabled", true});
  out.push_back({"conclusions", debate.conclusions ? localized(*debate.conclusions) : blank_in_all_locales()});
  out.push_back({"closed_at", time(debate.closed)});
  out.push_back({"created_at", time(debate.created)});
  out.push_back({"updated_at", time(debate.updated)});
  out.push_back({"endorsements_count", debate.endorsements});
  return out;
}

Hash Serializer::post(const Post& post) const {
  const auto index = static_cast<Index>(&post - platform_.posts.data());
  return {{"id", post.id},
          {"author", single_author(post.author)},
          {"title", localized(post.title)},
          {"body", localized(post.body)},
          {"created_at", time(post.created)},
          {"updated_at", time(post.updated)},
          {"published_at", time(post.created)},
          {"endorsements_count", post.endorsements},
          {"comments_count", comments_on(Subject::post, index)},
          {"follows_count", post.follows},
          {"participatory_space", space_of(post.component)},
          {"component", component_id(post.component)},
          {"url", component_url(post.component) + "/posts/" + std::to_string(post.id)}};
}

Hash Serializer::page(const Page& page) const {
  return {{"id", page.id},
          {"title", localized(page.title)},
          {"body", localized(page.body)},
          {"created_at", time(page.created)},
          {"updated_at", time(page.updated)},
          {"participatory_space", space_of(page.component)},
          {"component", component_id(page.component)},
          {"url", component_url(page.component) + "/"}};
}

}  // namespace boussole::synthetic
