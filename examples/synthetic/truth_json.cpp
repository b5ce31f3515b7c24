#include <concepts>
#include <string>
#include <string_view>

#include "examples/synthetic/calendar.h"
#include "examples/synthetic/truth.h"

namespace boussole::synthetic {
namespace {

/// Writes one flat object; values are whole numbers, texts of our own making, or nested in the same way.
class Object {
 public:
  void add(std::string_view key, std::integral auto value) { raw(key, std::to_string(value)); }

  void add(std::string_view key, std::string_view text) { raw(key, quoted(text)); }

  template <class Key>
  void add(std::string_view key, const std::map<Key, std::int64_t>& counts) {
    Object inner;
    for (const auto& [name, count] : counts) {
      if constexpr (std::integral<Key>)
        inner.add(std::to_string(name), count);
      else
        inner.add(name, count);
    }
    raw(key, inner.text());
  }

  void add(std::string_view key, const AuthorTruth& truth) {
    Object inner;
    inner.add("authors", truth.authors);
    inner.add("contributions", truth.contributions);
    inner.add("histogram", truth.histogram);
    raw(key, inner.text());
  }

  void raw(std::string_view key, std::string_view value) {
    body_ += body_.empty() ? "" : ", ";
    body_ += quoted(key) + ": ";
    body_ += value;
  }

  std::string text() const { return "{" + body_ + "}"; }

 private:
  static std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    return out + '"';
  }

  std::string body_;
};

void add_proposals(Object& out, const Truth& truth) {
  out.add("proposal_rows", truth.proposal_rows);
  out.add("proposals", truth.proposals);
  out.add("amendments", truth.amendments);
  out.add("amendments_accepted", truth.amendments_accepted);
  out.add("withdrawn", truth.withdrawn);
  out.add("official", truth.official);
  out.add("from_meetings", truth.from_meetings);
  out.add("by_groups", truth.by_groups);
  out.add("by_people", truth.by_people);
  out.add("coauthored", truth.coauthored);
  out.add("amended", truth.amended);
  out.add("derived", truth.derived);
  out.add("coconstructed", truth.coconstructed);
  out.add("created_in_meeting", truth.created_in_meeting);
  out.add("located", truth.located);
  out.add("by_state", truth.by_state);
  out.add("by_category", truth.by_category);
  out.add("by_scope", truth.by_scope);
  out.add("votes", truth.votes);
  out.add("votes_hidden", truth.votes_hidden);
  out.add("due", truth.due);
  out.add("due_answered", truth.due_answered);
  out.add("answered", truth.answered);
  out.add("answers_of_25_words", truth.answers_of_25_words);
  std::string delays;
  for (const std::int64_t delay : truth.delays) delays += (delays.empty() ? "" : ", ") + std::to_string(delay);
  out.raw("delays", "[" + delays + "]");
}

void add_comments(Object& out, const Truth& truth) {
  out.add("comments", truth.comments);
  out.add("comments_on_proposals", truth.comments_on_proposals);
  out.add("replies", truth.replies);
  out.add("replies_to_another", truth.replies_to_another);
  out.add("orphans", truth.orphans);
  out.add("in_favour", truth.in_favour);
  out.add("against", truth.against);
  out.add("by_deleted_accounts", truth.by_deleted_accounts);
  out.add("by_depth", truth.by_depth);
  out.add("threads_of_5", truth.threads_of_5);
  out.add("h_sum", truth.h_sum);
  out.add("h_at_level_sum", truth.h_at_level_sum);
  out.add("oriented_threads_of_5", truth.oriented_threads_of_5);
  out.add("contradictory", truth.contradictory);
  out.add("voices", truth.voices);
  out.add("voices_without_badges", truth.voices_without_badges);
  out.add("commenters", truth.commenters);
}

void add_components(Object& out, const Truth& truth) {
  out.add("meetings", truth.meetings);
  out.add("meetings_with_minutes", truth.meetings_with_minutes);
  out.add("meetings_withdrawn", truth.meetings_withdrawn);
  out.add("results", truth.results);
  out.add("leaf_results", truth.leaf_results);
  out.add("leaf_results_linked", truth.leaf_results_linked);
  out.add("results_finished", truth.results_finished);
  out.add("results_due", truth.results_due);
  out.add("results_due_finished", truth.results_due_finished);
  out.add("projects", truth.projects);
  out.add("projects_linked", truth.projects_linked);
  out.add("projects_selected", truth.projects_selected);
  out.add("amount", truth.amount);
  out.add("amount_selected", truth.amount_selected);
  out.add("debates", truth.debates);
  out.add("posts", truth.posts);
  out.add("pages", truth.pages);
  out.add("survey_responses", truth.survey_responses);
}

void add_people(Object& out, const Truth& truth) {
  out.add("users", truth.users);
  out.add("users_deleted", truth.users_deleted);
  out.add("users_plausible_name", truth.users_plausible_name);
  out.add("users_about", truth.users_about);
  out.add("users_avatar", truth.users_avatar);
  out.add("users_exposed", truth.users_exposed);
  out.add("blocked", truth.blocked);
  out.add("moderations", truth.moderations);
  out.add("moderations_with_reason", truth.moderations_with_reason);
}

}  // namespace

std::string to_json(const Truth& truth) {
  Object out;
  add_proposals(out, truth);
  add_comments(out, truth);
  add_components(out, truth);
  add_people(out, truth);
  std::string clusters;
  for (const auto& [texts, authors] : truth.clusters) {
    Object cluster;
    cluster.add("texts", texts);
    cluster.add("authors", authors);
    clusters += (clusters.empty() ? "" : ", ") + cluster.text();
  }
  out.raw("clusters", "[" + clusters + "]");
  out.add("spaces", truth.spaces);
  out.add("newest", zoned(truth.newest, Zone::utc));
  return out.text() + "\n";
}

}  // namespace boussole::synthetic
