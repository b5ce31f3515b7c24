#include "examples/synthetic/serialize.h"

// Users, groups, moderation, metrics, taxonomies, surveys and elections.
namespace boussole::synthetic {

Hash Serializer::person(const Person& person) const {
  const std::string avatar =
      person.avatar && !person.deleted
          ? root_url() + "rails/active_storage/blobs/" + std::to_string(7'000'000 + person.id) + "/photo.jpg"
          : root_url() + "decidim-packs/media/images/default-avatar.svg";
  Hash out{{"id", person.id},
           {"name", person.deleted ? std::string() : person.name},
           {"nickname", person.deleted ? "@" : "@" + person.nickname},
           {"about", person.deleted ? Value("") : Value(person.about)},
           {"avatar_url", avatar},
           {"profile_url", person.deleted ? std::string() : profile_url(person.nickname)},
           {"direct_messages_enabled", person.direct_messages},
           {"deleted", person.deleted},
           {"badge", person.verified ? "verified-badge" : ""}};
  if (since(Generation::v0_31)) return out;
  Array ids, names;
  for (const Index group : person.groups) {
    ids.emplace_back(platform_.groups[group].id);
    names.emplace_back(platform_.groups[group].name);
  }
  out.push_back({"groups", Hash{{"id", std::move(ids)}, {"name", std::move(names)}}});
  return out;
}

Hash Serializer::group(const Group& group) const {
  Array ids, names;
  for (const Index member : group.members) {
    ids.emplace_back(platform_.people[member].id);
    names.emplace_back(platform_.people[member].deleted ? std::string() : platform_.people[member].name);
  }
  return {{"id", group.id},
          {"name", group.name},
          {"nickname", "@" + group.nickname},
          {"avatar_url", root_url() + "decidim-packs/media/images/default-avatar.svg"},
          {"profile_url", profile_url(group.nickname)},
          {"deleted", false},
          {"badge", group.verified ? "verified-badge" : ""},
          {"members_count", group.members.size()},
          {"members", Hash{{"id", std::move(ids)}, {"name", std::move(names)}}}};
}

Hash Serializer::moderated_person(const Person& person) const {
  return {{"user_id", person.id},
          {"blocked_at", time(person.blocked)},
          {"about", Value(person.about)},
          {"reasons", Array{Value(person.report_reason)}},
          {"details", Array{Value("")}},
          {"block_reasons", person.block_reason},
          {"blocking_user", "Équipe de modération"}};
}

Hash Serializer::moderation(const Moderation& moderation) const {
  Value url, id, content;
  if (moderation.of_comment) {
    const Comment& comment = platform_.comments[moderation.target];
    url = root_url_of(comment) + "?commentId=" + std::to_string(comment.id) + "#comment_" + std::to_string(comment.id);
    id = comment.id;
    content = prose(comment.paragraphs, false);
  } else {
    const Proposal& proposal = platform_.proposals[moderation.target];
    url = proposal_url(moderation.target);
    id = proposal.id;
    content = first_text(proposal.title) + "\n" + prose(proposal.paragraphs, false);
  }
  Array reasons, locales, details;
  for (const std::string& reason : moderation.reasons) {
    reasons.emplace_back(reason);
    locales.emplace_back(platform_.locales.front());
  }
  for (const std::string& detail : moderation.details) details.emplace_back(detail);
  return {{"id", moderation.id},
          {"hidden_at", time(moderation.hidden)},
          {"report_count", moderation.reasons.size()},
          {"reported_url", std::move(url)},
          {"reportable_type", moderation.of_comment ? "Decidim::Comments::Comment" : "Decidim::Proposals::Proposal"},
          {"reportable_id", std::move(id)},
          {"reported_content", std::move(content)},
          {"reports",
           Hash{{"reasons", std::move(reasons)}, {"locale", std::move(locales)}, {"details", std::move(details)}}}};
}

Hash Serializer::metric(const MetricDay& metric) const {
  return {{"day", day(metric.day)},
          {"metric_type", metric.type},
          {"cumulative", metric.cumulative},
          {"quantity", metric.quantity}};
}

Hash Serializer::taxonomy(const Taxonomy& taxonomy) const {
  const auto index = static_cast<Index>(&taxonomy - platform_.taxonomies.data());
  const auto count = [&](const std::map<Index, std::int64_t>& counts) {
    const auto it = counts.find(index);
    return it == counts.end() ? std::int64_t{0} : it->second;
  };
  Value parent;
  Array part_of;
  if (taxonomy.parent) {
    parent = platform_.taxonomies[*taxonomy.parent].id;
    part_of.emplace_back(platform_.taxonomies[*taxonomy.parent].id);
  }
  part_of.emplace_back(taxonomy.id);
  return {{"id", taxonomy.id},
          {"name", localized(taxonomy.name)},
          {"parent_id", std::move(parent)},
          {"weight", 0},
          {"children_count", count(theme_children_)},
          {"taxonomizations_count", count(theme_uses_)},
          {"created_at", time(taxonomy.created)},
          {"updated_at", time(taxonomy.created)},
          {"filters_count", taxonomy.parent ? 0 : 1},
          {"filter_items_count", taxonomy.parent ? 1 : 0},
          {"part_of", std::move(part_of)},
          {"is_root", !taxonomy.parent.has_value()}};
}

Hash Serializer::survey_response(const SurveyResponse& response) const {
  std::string id = std::to_string(response.id) + "_";
  if (response.person) id += std::to_string(platform_.people[*response.person].id);
  std::string body;
  for (const std::string& choice : response.choices) body += (body.empty() ? "" : ", ") + choice;
  return {{"id", id},
          {"created_at", time(response.created)},
          {"user_status", response.person ? "Registered" : "Unregistered"},
          {"question", response.question},
          {"body", body}};
}

Hash Serializer::voting(const Voting& voting) const {
  return {{"participatory_space_id", voting.id}, {"url", root_url() + "votings/" + voting.slug},
          {"title", localized(voting.title)},    {"description", localized(voting.description)},
          {"start_time", time(voting.start)},    {"end_time", time(voting.end)},
          {"voting_type", "En ligne"},           {"scope", Hash{{"id", Value()}, {"name", blank_in_all_locales()}}},
          {"banner_image_url", Value()},         {"introductory_image_url", Value()}};
}

Hash Serializer::ballot_answer(const BallotAnswer& answer) const {
  const Voting& voting = platform_.votings[answer.voting];
  return {{"participatory_space", Hash{{"id", voting.id}, {"title", localized(voting.title)}}},
          {"id", answer.answer},
          {"election_id", answer.election},
          {"election_title", localized(answer.election_title)},
          {"question_id", answer.question},
          {"question_title", localized(answer.question_title)},
          {"answer_id", answer.answer},
          {"answer_title", localized(answer.answer_title)},
          {"answer_votes", answer.votes}};
}

}  // namespace boussole::synthetic
