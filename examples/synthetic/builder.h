#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "examples/synthetic/platform.h"
#include "examples/synthetic/random.h"

namespace boussole::synthetic {

/// How the comments of one call are drawn. Shares are in percent.
struct CommentStyle {
  unsigned replies = 40;   ///< answer to another comment
  unsigned oriented = 50;  ///< for or against
  unsigned against = 40;   ///< of the oriented ones
  unsigned brief = 15;     ///< a word or two
  int deepest = 3;
  unsigned organisers = 0;  ///< written by people with a badge
};

/// How answers are written and when.
struct AnswerStyle {
  int days_low = 10, days_high = 80;  ///< after publication
  unsigned stock = 0;                 ///< share, in percent, of the same few words for everybody
};

/// Draws an invented platform in a few lines inside a test:
///
///     Platform town = platform().people(60).process("budget").proposals(40).accepted(9).comments(120).build();
///
/// Methods act on what was made last (the space, then the rows of the last call). Everything follows from the seed and
/// the order of the calls. Answers (accepted, rejected, …) go to the rows from the first one on; what a row is
/// (official, an amendment, hidden, …) from the last one backwards, so the two do not meet while they fit.
/// A call that asks for more rows than there are throws std::logic_error: the test is wrong.
class Builder {
 public:
  explicit Builder(std::uint64_t seed) : random_(seed), texts_(seed, 1) {}

  // The platform.
  Builder& host(std::string host);
  Builder& name(std::string name, std::string prefix);
  Builder& locales(std::vector<std::string> locales);
  Builder& extracted(Time day);
  Builder& people(std::size_t count);
  Builder& pseudonyms(unsigned percent);  ///< of the people made afterwards
  Builder& tail(unsigned power);          ///< how unequal activity is from now on: 1 even, 5 very
  Builder& badges(std::size_t count);     ///< official accounts, from the last person backwards
  Builder& deleted(std::size_t count);    ///< accounts closed by their owners
  Builder& blocked(std::size_t count);    ///< accounts blocked by moderators
  Builder& groups(std::size_t count);
  Builder& themes(std::size_t categories, std::size_t scopes);

  // Spaces.
  Builder& process(std::string slug);
  Builder& assembly(std::string slug);
  Builder& conference(std::string slug);
  Builder& initiative(std::string slug);
  Builder& runs(Time start, Time end);
  Builder& wording(bool plain);  ///< of official texts from now on: plain or legal
  Builder& unpublished();        ///< the space itself
  Builder& private_space();

  // Proposals.
  Builder& proposals(std::size_t count);
  Builder& answering(AnswerStyle style);  ///< of the answers given afterwards
  Builder& accepted(std::size_t count) { return answered(count, "accepted"); }
  Builder& rejected(std::size_t count) { return answered(count, "rejected"); }
  Builder& evaluating(std::size_t count) { return answered(count, "evaluating"); }
  Builder& answered(std::size_t count, std::string_view state);
  Builder& not_answered(std::size_t count);  ///< carries the token, and no answer
  Builder& withdrawn(std::size_t count);
  Builder& official(std::size_t count);
  Builder& from_meeting(std::size_t count);  ///< of the last meeting
  Builder& by_group(std::size_t count);
  Builder& coauthored(std::size_t count);
  Builder& amendments(std::size_t count, std::size_t accepted);
  Builder& copies(std::size_t count);    ///< imported from another proposal of the batch, and linked with it
  Builder& campaign(std::size_t count);  ///< the same text, but for a greeting, from as many authors
  Builder& drafts(std::size_t count);
  Builder& hidden(std::size_t count);
  Builder& located(unsigned percent);
  Builder& votes(std::int64_t most);
  Builder& votes_hidden();
  Builder& likes(std::size_t most);

  // Comments on the rows of the last call (proposals, meetings, results, debates or posts).
  Builder& comments(std::size_t count, CommentStyle style = {});
  Builder& hide_comments(std::size_t count, bool with_reason = true);
  Builder& delete_comments(std::size_t count);

  // The other components.
  Builder& meetings(std::size_t count);
  Builder& minutes(std::size_t count);
  Builder& results(std::size_t count);
  Builder& projects(std::size_t count);
  Builder& linked(std::size_t count);    ///< results or projects that point to proposals of their space
  Builder& finished(std::size_t count);  ///< results at 100 %
  Builder& selected(std::size_t count);  ///< projects
  Builder& debates(std::size_t count);
  Builder& posts(std::size_t count);
  Builder& pages(std::size_t count);
  Builder& survey(std::size_t responses);
  Builder& metrics(std::size_t days);
  Builder& vote(std::string slug);  ///< an election with one question (exported up to 0.28)

  /// What was built so far, for changes by hand before `build`.
  Platform& edit() { return platform_; }
  Platform build();

 private:
  enum class Batch { none, proposals, meetings, results, projects, debates, posts };

  Builder& space(SpaceKind kind, std::string slug);
  Index component(ComponentKind kind);
  void begin(Batch kind, Index first, std::size_t count);
  Index next_for_answer();
  Index next_from_end(std::size_t margin);
  Proposal& proposal_from_end(std::size_t margin = 0);
  Index pick_person();
  Index another_person(Index than);
  Localized titled(std::string text) const;
  Localized official();
  Time during();
  Time capped(Time time) const { return time < platform_.extracted ? time : platform_.extracted - kMinute; }
  Id new_id() { return ++last_id_; }
  std::optional<Index> any_theme(const std::vector<Index>& among);
  std::size_t words_of(const std::optional<Index>& category) const;
  Proposal new_proposal(Index component);
  std::uint32_t new_cluster() const;
  Comment new_comment(Subject subject, Index root, const CommentStyle& style);
  std::optional<Index> pick_parent(Subject subject, Index root, const CommentStyle& style);
  std::size_t words_on(Subject subject, Index root) const;
  Time born(Subject subject, Index root) const;
  bool can_be_commented(Subject subject, Index root) const;
  void moderate(bool of_comment, Index target, bool with_reason, Time when);
  [[noreturn]] static void wrong(const char* what);

  Platform platform_;
  Random random_, texts_;
  Id last_id_ = 100;
  unsigned tail_ = 2, pseudonyms_ = 0;
  bool plain_ = true;
  AnswerStyle answers_;
  std::vector<Index> categories_, scopes_;

  Batch batch_ = Batch::none;
  Index first_ = 0, answer_cursor_ = 0, end_cursor_ = 0;
  Index first_comment_ = 0;  ///< of the last call
  std::vector<std::vector<Index>> threads_;
};

/// A platform to fill: `platform().process("budget").proposals(40)…build()`.
inline Builder platform(std::uint64_t seed = 1) {
  Builder builder(seed);
  builder.host("participer.exemple.invalid").name("Ville exemple", "EXE").locales({"fr"}).extracted(at(2024, 3, 1));
  return builder;
}

}  // namespace boussole::synthetic
