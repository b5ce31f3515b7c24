#include "examples/synthetic/graphql_document.h"

// What is in components, and comments.
namespace boussole::synthetic::graphql {

Node Document::person(Index at) const {
  const Person& who = platform_.people[at];
  json::Object out;
  out.append("__typename", text("User"));
  out.append("id", id_of(who.id));
  out.append("deleted", truth(who.deleted));
  return Node(std::move(out));
}

Node Document::author(const Author& author) const {
  if (author.kind == Author::Kind::person) return person(author.person);
  if (author.kind != Author::Kind::group) return Node();
  if (options_.generation >= Generation::v0_31) return person(author.person);
  json::Object out;
  out.append("__typename", text("UserGroup"));
  out.append("id", id_of(platform_.groups[author.of].id));
  out.append("deleted", truth(false));
  return Node(std::move(out));
}

Node Document::theme(const std::optional<Index>& at) const { return at ? taxonomy(*at, false) : Node(); }

void Document::add_themes(json::Object& out, const std::optional<Index>& category,
                          const std::optional<Index>& scope) const {
  out.append("category", theme(category));
  out.append("scope", theme(scope));
  json::Array both;
  for (const auto& each : {category, scope})
    if (each) both.push_back(taxonomy(*each, false));
  out.append("taxonomies", Node(std::move(both)));
}

void Document::add_comments(json::Object& out, Subject subject, Index root) const {
  const auto found = counts_.find({subject, root});
  out.append("totalCommentsCount", number(found == counts_.end() ? 0 : found->second));
  json::Array list;
  if (const auto thread = threads_.find({subject, root}); thread != threads_.end())
    for (const Index each : thread->second) list.push_back(comment(each));
  out.append("comments", Node(std::move(list)));
}

Node Document::comment(Index at) const {
  const Comment& comment = platform_.comments[at];
  json::Object out;
  out.append("__typename", text("Comment"));
  out.append("id", id_of(comment.id));
  out.append("type", text("Decidim::Comments::Comment"));
  out.append("body", text(prose(comment.paragraphs, options_.html_bodies)));
  out.append("createdAt", moment(comment.created));
  out.append("alignment", number(comment.alignment));
  out.append("upVotes", number(comment.id % 5));
  out.append("downVotes", number(comment.id % 3));
  out.append("author", person(comment.author));
  json::Array list;
  if (const auto found = replies_.find(at); found != replies_.end())
    for (const Index each : found->second) list.push_back(this->comment(each));
  out.append("hasComments", truth(!list.empty()));
  out.append("totalCommentsCount", number(static_cast<std::int64_t>(list.size())));
  out.append("comments", Node(std::move(list)));
  return Node(std::move(out));
}

void Document::add_coordinates(json::Object& out, const std::optional<std::int64_t>& latitude,
                               const std::optional<std::int64_t>& longitude) const {
  if (!latitude || !longitude) return out.append("coordinates", Node());
  const auto degrees = [](std::int64_t millionths) {
    const double value = static_cast<double>(millionths) / 1e6;
    return Node(json::Number{value, std::nullopt, json::shortest(value)});
  };
  json::Object place;
  place.append("latitude", degrees(*latitude));
  place.append("longitude", degrees(*longitude));
  out.append("coordinates", Node(std::move(place)));
}

Node Document::proposal(Index at) const {
  const Proposal& p = platform_.proposals[at];
  const bool html = options_.html_bodies || options_.generation < Generation::v0_27;
  json::Object out;
  out.append("__typename", text("Proposal"));
  out.append("id", id_of(p.id));
  out.append("createdAt", moment(p.created));
  out.append("updatedAt", moment(p.updated));
  out.append("publishedAt", moment(p.published));
  out.append("title", localized(p.title));
  out.append("body", localized({{p.locale, prose(p.paragraphs, html)}}));
  const bool as_state = p.withdrawn && options_.generation < Generation::v0_29;
  out.append("state", p.state.empty() && !as_state ? Node() : text(as_state ? "withdrawn" : p.state));
  out.append("answer", p.answer ? localized({{platform_.locales.front(), prose(*p.answer, true)}}) : Node());
  out.append("answeredAt", moment(p.answered));
  out.append("withdrawn", truth(p.withdrawn.has_value()));
  out.append("withdrawnAt", moment(p.withdrawn));
  out.append("createdInMeeting", truth(p.created_in_meeting));
  const bool blank = options_.generation >= Generation::v0_30 && platform_.components[p.component].votes_hidden;
  out.append("voteCount", blank ? Node() : number(p.votes));
  out.append("endorsementsCount", number(static_cast<std::int64_t>(p.endorsers.size())));
  out.append("likesCount", number(static_cast<std::int64_t>(p.endorsers.size())));
  add_proposal_authors(out, p);
  add_themes(out, p.category, p.scope);
  add_coordinates(out, p.latitude, p.longitude);
  json::Array amendments;
  if (const auto found = amendments_.find(at); found != amendments_.end())
    for (const Index each : found->second) {
      json::Object emendation, amendment;
      emendation.append("__typename", text("Proposal"));
      emendation.append("id", id_of(platform_.proposals[each].id));
      amendment.append("id", id_of(platform_.proposals[each].id));
      amendment.append("state", text(platform_.proposals[each].state));
      amendment.append("emendation", Node(std::move(emendation)));
      amendments.emplace_back(std::move(amendment));
    }
  out.append("amendments", Node(std::move(amendments)));
  add_comments(out, Subject::proposal, at);
  return Node(std::move(out));
}

void Document::add_proposal_authors(json::Object& out, const Proposal& p) const {
  json::Array authors;
  bool official = false;
  Node meeting;
  for (const Author& each : p.authors) {
    official = official || each.kind == Author::Kind::organisation;
    if (each.kind == Author::Kind::meeting) {
      json::Object of;
      of.append("__typename", text("Meeting"));
      of.append("id", id_of(platform_.meetings[each.of].id));
      meeting = Node(std::move(of));
    }
    if (Node shown_as = author(each); !shown_as.is_null()) authors.push_back(std::move(shown_as));
  }
  out.append("authorsCount", number(static_cast<std::int64_t>(p.authors.size())));
  out.append("authors", Node(std::move(authors)));
  out.append("official", truth(official));
  out.append("meeting", std::move(meeting));
}

Node Document::meeting(Index at) const {
  const Meeting& m = platform_.meetings[at];
  json::Object out;
  out.append("__typename", text("Meeting"));
  out.append("id", id_of(m.id));
  out.append("createdAt", moment(m.created));
  out.append("updatedAt", moment(m.updated));
  out.append("title", localized(m.title));
  out.append("description", localized(m.description));
  out.append("startTime", moment(m.start));
  out.append("endTime", moment(m.end));
  out.append("closed", truth(m.closed.has_value()));
  out.append("closingReport", m.minutes ? localized(*m.minutes) : Node());
  out.append("attendeeCount", number(m.attendees));
  out.append("contributionCount", number(m.contributions));
  out.append("attendingOrganizations", text(m.organizations));
  out.append("isWithdrawn", truth(m.withdrawn.has_value()));
  out.append("withdrawn", truth(m.withdrawn.has_value()));
  out.append("withdrawnAt", moment(m.withdrawn));
  out.append("typeOfMeeting", text("in_person"));
  out.append("author", author(m.author));
  add_themes(out, m.category, m.scope);
  add_coordinates(out, m.latitude, m.longitude);
  add_comments(out, Subject::meeting, at);
  return Node(std::move(out));
}

Node Document::result(Index at) const {
  const Result& r = platform_.results[at];
  json::Object out;
  out.append("__typename", text("Result"));
  out.append("id", id_of(r.id));
  out.append("createdAt", moment(r.created));
  out.append("updatedAt", moment(r.updated));
  out.append("title", localized(r.title));
  out.append("description", localized(r.description));
  out.append("startDate", day(r.start));
  out.append("endDate", day(r.end));
  out.append("progress", r.progress ? number(*r.progress) : Node());
  out.append("childrenCount", number(std::count_if(platform_.results.begin(), platform_.results.end(),
                                                   [&](const Result& other) { return other.parent == at; })));
  json::Object parent, status;
  if (r.parent) parent.append("id", id_of(platform_.results[*r.parent].id));
  out.append("parent", r.parent ? Node(std::move(parent)) : Node());
  if (r.status_id) {
    status.append("id", id_of(*r.status_id));
    status.append("key", text(r.status_key));
    status.append("name", localized(r.status_name));
  }
  out.append("status", r.status_id ? Node(std::move(status)) : Node());
  add_themes(out, r.category, r.scope);
  add_comments(out, Subject::result, at);
  return Node(std::move(out));
}

Node Document::budgets(Index component) const {
  std::map<Id, json::Array> projects;
  std::map<Id, std::int64_t> totals;
  for (const Project& p : platform_.projects) {
    if (p.component != component) continue;
    json::Object out;
    out.append("__typename", text("Project"));
    out.append("id", id_of(p.id));
    out.append("createdAt", moment(p.created));
    out.append("updatedAt", moment(p.updated));
    out.append("title", localized(p.title));
    out.append("description", localized(p.description));
    out.append("budget_amount", number(p.amount));
    out.append("selected", truth(p.selected.has_value()));
    out.append("totalCommentsCount", number(0));
    out.append("comments", Node(json::Array{}));
    add_themes(out, p.category, p.scope);
    totals[p.budget] += p.amount;
    projects[p.budget].emplace_back(std::move(out));
  }
  json::Array budgets;
  for (auto& [id, list] : projects) {
    json::Object budget;
    budget.append("__typename", text("Budget"));
    budget.append("id", id_of(id));
    budget.append("total_budget", number(totals[id] * 2 / 3));
    budget.append("title", localized({{platform_.locales.front(), "Budget"}}));
    budget.append("projects", Node(std::move(list)));
    budgets.emplace_back(std::move(budget));
  }
  return Node(std::move(budgets));
}

/// One survey with the questions that somebody answered, and one that nobody had to.
Node Document::surveys(Index component) const {
  std::vector<std::string> asked;
  for (const SurveyResponse& response : platform_.survey_responses)
    if (response.component == component && std::find(asked.begin(), asked.end(), response.question) == asked.end())
      asked.push_back(response.question);
  asked.emplace_back("Un mot de plus ?");
  json::Array questions;
  const Id form = platform_.components[component].id;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const bool last = i + 1 == asked.size();
    json::Object question;
    question.append("id", id_of(form * 100 + static_cast<Id>(i)));
    question.append("position", number(static_cast<std::int64_t>(i)));
    question.append("questionType", text(last ? "long_answer" : "single_option"));
    question.append("mandatory", truth(!last));
    question.append("body", localized({{platform_.locales.front(), asked[i]}}));
    questions.emplace_back(std::move(question));
  }
  json::Object questionnaire, survey;
  questionnaire.append("id", id_of(form));
  questionnaire.append("title", localized({{platform_.locales.front(), "Questionnaire"}}));
  questionnaire.append("questions", Node(std::move(questions)));
  survey.append("__typename", text("Survey"));
  survey.append("id", id_of(form));
  survey.append("createdAt", moment(platform_.extracted));
  survey.append("updatedAt", moment(platform_.extracted));
  survey.append("questionnaire", Node(std::move(questionnaire)));
  return Node(json::Array{Node(std::move(survey))});
}

Node Document::debate(Index at) const {
  const Debate& d = platform_.debates[at];
  json::Object out;
  out.append("__typename", text("Debate"));
  out.append("id", id_of(d.id));
  out.append("createdAt", moment(d.created));
  out.append("updatedAt", moment(d.updated));
  out.append("title", localized(d.title));
  out.append("description", localized(d.description));
  out.append("instructions", localized({}));
  out.append("informationUpdates", localized({}));
  out.append("startTime", moment(d.start));
  out.append("endTime", moment(d.end));
  out.append("author", author(d.author));
  add_themes(out, d.category, std::nullopt);
  add_comments(out, Subject::debate, at);
  return Node(std::move(out));
}

Node Document::post(Index at) const {
  const Post& p = platform_.posts[at];
  json::Object out;
  out.append("__typename", text("Post"));
  out.append("id", id_of(p.id));
  out.append("createdAt", moment(p.created));
  out.append("updatedAt", moment(p.updated));
  out.append("publishedAt", moment(p.created));
  out.append("title", localized(p.title));
  out.append("body", localized(p.body));
  out.append("endorsementsCount", number(p.endorsements));
  out.append("likesCount", number(p.endorsements));
  out.append("author", author(p.author));
  add_comments(out, Subject::post, at);
  return Node(std::move(out));
}

Node Document::page(Index at) const {
  const Page& p = platform_.pages[at];
  json::Object out;
  out.append("__typename", text("Page"));
  out.append("id", id_of(p.id));
  out.append("createdAt", moment(p.created));
  out.append("updatedAt", moment(p.updated));
  out.append("title", localized(p.title));
  out.append("body", localized(p.body));
  return Node(std::move(out));
}

}  // namespace boussole::synthetic::graphql
