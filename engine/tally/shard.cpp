#include "engine/tally/shard.h"

#include <algorithm>

namespace boussole::engine {
namespace {

OptionalTime time_of(const Contribution& c) { return c.published ? c.published : c.created; }

/// An answer that came before the time began waited for nothing.
double days(Seconds length) { return static_cast<double>(std::max<Seconds>(0, length)) / kDay; }

/// A public answer: a text, or a decision whose meaning is the platform's own. A state invented by the installation
/// says nothing by itself, and "being examined" is not an answer.
bool is_answered(const Contribution& c) {
  return c.has_answer_text || c.state == State::accepted || c.state == State::rejected;
}

}  // namespace

PersonTally& ShardCounter::person(std::uint32_t row) {
  if (slot_.empty()) slot_.resize(data_.participants.size());
  if (!slot_[row]) {
    slot_[row] = static_cast<std::uint32_t>(tally_.people.size());
    PersonTally& fresh = tally_.people.emplace_back();
    fresh.person = row;
    fresh.organiser = data_.participants[row].organiser;
    fresh.verified = data_.participants[row].verified;
  }
  return tally_.people[*slot_[row]];
}

bool ShardCounter::is_meeting(std::uint32_t participant) const {
  return data_.participants[participant].kind == ParticipantKind::meeting;
}

OptionalIndex ShardCounter::first_author(const Contribution& c) const {
  if (c.authors.count == 0) return {};
  const std::uint32_t author = data_.author_pool[c.authors.begin];
  return is_meeting(author) ? OptionalIndex{} : OptionalIndex(author);
}

void ShardCounter::act(std::uint32_t row, OptionalTime time) {
  if (!time) return;
  PersonTally& p = person(row);
  if (!p.first || *time < *p.first) p.first = time;
  if (!p.last || *time > *p.last) p.last = time;
  const Seconds age = rules_.as_of - *time;
  if (age >= 0 && age < rules_.period) p.recent = true;
  if (age >= rules_.period && age < 2 * rules_.period) p.previous = true;
  if (p.organiser) return;
  const OptionalTime first = links_.first_act[row];
  tally_.acts.push_back({*time, first && *time - *first < rules_.newcomer});
}

void ShardCounter::origin(const Contribution& c) {
  switch (c.origin) {
    case Origin::participant: ++tally_.from_participants; break;
    case Origin::user_group: ++tally_.from_groups; break;
    case Origin::organiser: ++tally_.from_organisers; break;
    case Origin::meeting: ++tally_.from_meetings; break;
    case Origin::unknown: ++tally_.origin_unknown; break;
  }
}

void ShardCounter::themes(const Contribution& c) {
  if (c.themes.count == 0) return;
  ++tally_.themed;
  if (c.themes.count > 1) ++tally_.multi_themed;
  for (std::uint32_t k = 0; k < c.themes.count; ++k)
    tally_.themes.push_back({data_.theme_pool[c.themes.begin + k], 1});
}

void ShardCounter::text(OptionalIndex signature) {
  if (!signature) return;
  ++tally_.texts;
  switch (marks_.of[*signature]) {
    case TextMarks::Mark::coordinated: ++tally_.texts_coordinated; break;
    case TextMarks::Mark::self_repeated: ++tally_.texts_self_repeated; break;
    case TextMarks::Mark::unattributed: ++tally_.texts_unattributed; break;
    default: break;
  }
}

void ShardCounter::building(std::uint32_t row, const Contribution& c) {
  const bool amended = links_.amended[row] != 0;
  const bool co_signed = c.coauthors ? *c.coauthors >= 2 : c.authors.count >= 2;
  // A copy of the same text is not a transformation; what is merged or split has another text.
  bool derived = false;
  for (std::uint32_t k = 0; k < c.related.count && !derived; ++k) {
    auto it = links_.contribution_at.find(data_.link_pool[c.related.begin + k]);
    derived = it == links_.contribution_at.end() ||
              data_.contributions[it->second].text.fingerprint != c.text.fingerprint;
  }
  tally_.amended += amended;
  tally_.co_signed += co_signed;
  tally_.derived += derived;
  tally_.co_built += amended || co_signed || derived;
}

void ShardCounter::group(GroupTally::By by, std::uint64_t key, bool answered) {
  tally_.groups.push_back({by, key, 1, answered ? 1 : 0});
}

void ShardCounter::due(const Contribution& c, const Contribution& by, Seconds since) {
  const bool answered = is_answered(by);
  if (const OptionalIndex author = first_author(c)) {
    PersonTally& p = person(*author);
    ++p.due;
    p.answered += answered;
  } else {
    ++tally_.due_unsigned;
    tally_.answered_unsigned += answered;
  }
  for (std::uint32_t k = 0; k < c.themes.count; ++k) {
    const std::uint32_t theme = data_.theme_pool[c.themes.begin + k];
    const bool place = links_.theme_use[theme] == ThemeUse::territory;
    group(place ? GroupTally::By::territory : GroupTally::By::theme, theme, answered);
  }
  if (c.origin != Origin::unknown) group(GroupTally::By::author, static_cast<std::uint64_t>(c.origin), answered);
  if (answered && by.has_answer_text) ++tally_.answered_by_text;
  if (answered && !by.has_answer_text) ++tally_.answered_by_state_only;
  wait(c, by, since);
}

void ShardCounter::wait(const Contribution& c, const Contribution& by, Seconds since) {
  if (!is_answered(by)) {
    tally_.delays.push_back({days(rules_.as_of - since), false, days(rules_.as_of - *time_of(c))});
  } else if (!by.answered) {
    ++tally_.answered_undated;
  } else {
    if (*by.answered < *time_of(c)) ++tally_.answered_before_published;
    tally_.delays.push_back({days(*by.answered - since), true, days(*by.answered - *time_of(c))});
  }
}

void ShardCounter::answer(std::uint32_t row, const Contribution& c) {
  const Contribution& by = data_.contributions[links_.answer_row[row]];
  if (by.has_answer_text) {
    ++tally_.answers;
    const bool is_long = by.answer.words >= rules_.reasoned_words;
    const bool is_template =
        by.answer_signature && marks_.of[*by.answer_signature] == TextMarks::Mark::template_text;
    tally_.answers_long += is_long;
    tally_.answers_template += is_template;
    tally_.answers_reasoned += is_long && !is_template;
  }
  if (by.state == State::other && !by.has_answer_text) ++tally_.own_state_only;
  const OptionalTime published = time_of(c);
  if (!published || rules_.as_of - *published < rules_.due_after) return;
  const OptionalTime phase_end = links_.phase_end.empty() ? OptionalTime{} : links_.phase_end[row];
  if (phase_end && rules_.as_of - *phase_end < rules_.due_after) {
    ++tally_.phase_not_over;
    tally_.phase_not_over_answered += is_answered(by);
    return;
  }
  tally_.due_by_phase += phase_end.has_value();
  due(c, by, phase_end.value_or(*published));
}

void ShardCounter::contribution(std::uint32_t row) {
  const Contribution& c = data_.contributions[row];
  if (c.kind == ContributionKind::post || links_.copy[row]) return;
  // What people wrote counts as theirs, also when they withdrew or amended.
  for (std::uint32_t k = 0; k < c.authors.count; ++k) {
    const std::uint32_t author = data_.author_pool[c.authors.begin + k];
    if (is_meeting(author)) continue;
    ++person(author).written;
    act(author, time_of(c));
  }
  if (c.authors.count == 0) ++tally_.written_unsigned;
  text(c.text_signature);
  if (c.amendment) {
    ++tally_.amendments;
    return;
  }
  if (c.withdrawn) {
    ++tally_.withdrawn;
    return;
  }
  ++tally_.contributions;
  if (const OptionalIndex author = first_author(c)) ++person(*author).led;
  origin(c);
  themes(c);
  tally_.meeting_known += c.created_in_meeting_known;
  tally_.meeting_yes += c.created_in_meeting_known && c.created_in_meeting;
  if (c.kind != ContributionKind::proposal && c.kind != ContributionKind::initiative) return;
  building(row, c);
  ++tally_.proposals;
  tally_.cited += links_.cited[row];
  const State state = data_.contributions[links_.answer_row[row]].state;
  tally_.accepted += state == State::accepted;
  tally_.rejected += state == State::rejected;
  tally_.evaluating += state == State::evaluating;
  answer(row, c);
}

void ShardCounter::comment(std::uint32_t row) {
  const Comment& c = data_.comments[row];
  ++tally_.comments;
  tally_.replies += c.reply;
  tally_.orphans += c.orphan;
  text(c.text_signature);
  if (c.author) {
    PersonTally& p = person(*c.author);
    ++p.comments;
    if (c.reply && c.parent) {
      const OptionalIndex other = data_.comments[*c.parent].author;
      if (other && *other != *c.author) ++p.replies_to_others;
      if (!other) ++tally_.replies_to_deleted;
    }
    act(*c.author, c.created);
  } else {
    ++tally_.comments_unsigned;
  }
  if (c.root_key != 0) turns_.push_back({c.root_key, c.depth, c.alignment});
}

void ShardCounter::meeting(const Meeting& meeting) {
  const OptionalTime held = meeting.end ? meeting.end : meeting.start;
  if (meeting.withdrawn || !held || *held > rules_.as_of) return;
  ++tally_.meetings_held;
  tally_.meetings_with_minutes += meeting.minutes;
  tally_.meetings_minutes_unknown += !meeting.minutes_known;
}

void ShardCounter::followup(std::uint32_t row) {
  const Followup& f = data_.followups[row];
  ++tally_.results;
  if (f.updated) {
    ++tally_.results_updated_known;
    tally_.results_fresh += rules_.as_of - *f.updated < rules_.fresh;
  }
  if (!links_.leaf[row]) return;
  ++tally_.results_leaf;
  bool linked = false, by_participants = false, unknown = false;
  for (std::uint32_t i = 0; i < f.sources.count; ++i) {
    auto it = links_.contribution_at.find(data_.link_pool[f.sources.begin + i]);
    linked = true;
    if (it == links_.contribution_at.end()) {
      unknown = true;
      continue;
    }
    const Origin from = data_.contributions[it->second].origin;
    by_participants = by_participants || from == Origin::participant || from == Origin::user_group;
    unknown = unknown || from == Origin::unknown;
  }
  tally_.leaf_linked += linked;
  tally_.leaf_linked_participants += by_participants;
  tally_.leaf_linked_unknown += linked && !by_participants && unknown;
  if (f.end && *f.end <= rules_.as_of) {
    ++tally_.results_due;
    const bool known = f.progress.has_value() || f.status_known;
    tally_.results_done += (f.progress && *f.progress >= 100) || f.status_final;
    tally_.results_done_unknown += !known;
  }
}

void ShardCounter::project(std::uint32_t row) {
  const Project& project = data_.projects[row];
  ++tally_.projects;
  tally_.projects_selection_known += project.selected_known;
  if (links_.chosen[row] == 0) return;
  ++tally_.projects_selected;
  if (project.amount) tally_.budget_selected += *project.amount;
}

void ShardCounter::fold_turns() {
  std::sort(turns_.begin(), turns_.end(), [](const Turn& a, const Turn& b) { return a.root < b.root; });
  for (const Turn& turn : turns_) {
    if (tally_.threads.empty() || tally_.threads.back().root != turn.root) tally_.threads.emplace_back().root = turn.root;
    ThreadTally& thread = tally_.threads.back();
    ++thread.at_depth[std::min<std::size_t>(turn.depth, thread.at_depth.size() - 1)];
    thread.pro += turn.alignment > 0;
    thread.contra += turn.alignment < 0;
  }
  turns_.clear();
}

Tally ShardCounter::take() {
  slot_.clear();
  fold_turns();
  auto& t = tally_;
  std::sort(t.people.begin(), t.people.end(),
            [](const PersonTally& a, const PersonTally& b) { return a.person < b.person; });
  std::sort(t.groups.begin(), t.groups.end(),
            [](const GroupTally& a, const GroupTally& b) { return std::pair(a.by, a.key) < std::pair(b.by, b.key); });
  std::sort(t.themes.begin(), t.themes.end(),
            [](const ThemeTally& a, const ThemeTally& b) { return a.theme < b.theme; });
  std::sort(t.delays.begin(), t.delays.end());
  std::sort(t.acts.begin(), t.acts.end());
  fold_equal_keys(t);
  return std::exchange(tally_, {});
}

}  // namespace boussole::engine
