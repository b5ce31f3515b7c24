#include <algorithm>
#include <utility>

#include "examples/synthetic/builder.h"
#include "examples/synthetic/words.h"

// Proposals, their answers and what they are.
namespace boussole::synthetic {

Proposal Builder::new_proposal(Index component) {
  Proposal row;
  row.id = new_id();
  row.component = component;
  row.authors.push_back({Author::Kind::person, pick_person(), 0});
  row.locale = platform_.locales.front();
  row.category = any_theme(categories_);
  row.scope = any_theme(scopes_);
  const std::size_t words = words_of(row.category);
  row.title.push_back({row.locale, words::proposal_title(texts_, words)});
  row.paragraphs = words::proposal_body(texts_, words);
  row.published = during();
  row.created = *row.published - random_.between(0, 2 * kDay);
  row.updated = *row.published;
  row.votes = static_cast<std::int64_t>(random_.skewed(80, 3));
  row.follows = random_.between(0, 12);
  row.attachments = random_.percent(10) ? 1 : 0;
  return row;
}

Builder& Builder::proposals(std::size_t count) {
  const Index component = this->component(ComponentKind::proposals);
  const Index first = platform_.proposals.size();
  for (std::size_t i = 0; i < count; ++i) platform_.proposals.push_back(new_proposal(component));
  begin(Batch::proposals, first, count);
  return *this;
}

Index Builder::next_for_answer() {
  if (batch_ != Batch::proposals) wrong("answers need proposals");
  for (; answer_cursor_ < platform_.proposals.size(); ++answer_cursor_) {
    const Proposal& row = platform_.proposals[answer_cursor_];
    if (row.published && !row.hidden && !row.amends) return answer_cursor_++;
  }
  wrong("more answers than proposals");
}

Builder& Builder::answering(AnswerStyle style) {
  answers_ = style;
  return *this;
}

Builder& Builder::answered(std::size_t count, std::string_view state) {
  for (std::size_t i = 0; i < count; ++i) {
    Proposal& row = platform_.proposals[next_for_answer()];
    row.state = state;
    row.answered = capped(*row.published + random_.between(answers_.days_low, answers_.days_high) * kDay +
                          random_.between(0, 8 * kHour));
    row.state_published = row.answered;
    row.updated = *row.answered;
    row.answer = texts_.percent(answers_.stock) ? words::stock_answer(state)
                                                : words::reasoned_answer(texts_, words_of(row.category), state);
    if (state == "accepted" && random_.percent(60)) {
      row.cost = random_.between(5, 80) * 1000;
      row.execution_period = Localized{{row.locale, "Deux ans"}};
      row.cost_report = Localized{{row.locale, "Estimation des services, hors taxes."}};
    }
  }
  return *this;
}

Builder& Builder::not_answered(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) platform_.proposals[next_for_answer()].state = "not_answered";
  return *this;
}

Builder& Builder::withdrawn(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    Proposal& row = platform_.proposals[next_for_answer()];
    row.withdrawn = capped(*row.published + random_.between(1, 20) * kDay);
    row.updated = *row.withdrawn;
  }
  return *this;
}

Index Builder::next_from_end(std::size_t margin) {
  if (batch_ == Batch::none || end_cursor_ <= first_ + margin) wrong("more marks than rows");
  return --end_cursor_;
}

Proposal& Builder::proposal_from_end(std::size_t margin) {
  if (batch_ != Batch::proposals) wrong("this mark is for proposals");
  return platform_.proposals[next_from_end(margin)];
}

Builder& Builder::official(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    Proposal& row = proposal_from_end();
    row.authors = {{Author::Kind::organisation, 0, 0}};
    row.title = titled(row.title.front().text);
  }
  return *this;
}

Builder& Builder::from_meeting(std::size_t count) {
  if (platform_.meetings.empty()) wrong("a meeting is needed first");
  const Index meeting = platform_.meetings.size() - 1;
  for (std::size_t i = 0; i < count; ++i) {
    Proposal& row = proposal_from_end();
    row.authors = {{Author::Kind::meeting, 0, meeting}};
    row.created_in_meeting = true;
    row.meetings = {meeting};
  }
  return *this;
}

Builder& Builder::by_group(std::size_t count) {
  if (platform_.groups.empty()) groups(1);
  for (std::size_t i = 0; i < count; ++i) {
    const Index group = static_cast<Index>(random_.below(platform_.groups.size()));
    const Index person = random_.pick(platform_.groups[group].members);
    proposal_from_end().authors = {{Author::Kind::group, person, group}};
  }
  return *this;
}

Builder& Builder::coauthored(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    Proposal& row = proposal_from_end();
    row.authors.push_back({Author::Kind::person, another_person(row.authors.front().person), 0});
  }
  return *this;
}

Builder& Builder::amendments(std::size_t count, std::size_t accepted) {
  if (accepted > count) wrong("more amendments accepted than made");
  for (std::size_t i = 0; i < count; ++i) {
    Proposal& row = proposal_from_end(1);
    const Index amended = first_ + i % (end_cursor_ - first_);
    const Proposal& original = platform_.proposals[amended];
    row.amends = amended;
    row.paragraphs = original.paragraphs;
    row.paragraphs.back() = words::comment_body(texts_, words_of(original.category), 1).front();
    row.paragraphs.push_back(words::comment_body(texts_, words_of(original.category), 0).front());
    row.category = original.category;
    row.published = std::max(*row.published, capped(*original.published + kHour));
    row.created = *row.published;
    row.updated = *row.published;
    row.state = i < accepted ? "accepted" : (i % 2 == 0 ? "rejected" : "evaluating");
    if (row.state != "evaluating") row.state_published = capped(*row.published + 6 * kDay);
  }
  return *this;
}

std::uint32_t Builder::new_cluster() const {
  std::uint32_t last = 0;
  for (const Proposal& row : platform_.proposals) last = std::max(last, row.cluster.value_or(0));
  return last + 1;
}

Builder& Builder::copies(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    Proposal& row = proposal_from_end(1);
    const Index source = first_ + i % (end_cursor_ - first_);
    if (!platform_.proposals[source].cluster) platform_.proposals[source].cluster = new_cluster();
    row.cluster = platform_.proposals[source].cluster;
    row.copied_from.push_back(source);
    row.paragraphs = platform_.proposals[source].paragraphs;
    row.title = platform_.proposals[source].title;
    row.authors = platform_.proposals[source].authors;
  }
  return *this;
}

Builder& Builder::campaign(std::size_t count) {
  std::vector<std::string> letter;
  const std::uint32_t cluster = new_cluster();
  std::vector<Index> signatories;
  for (std::size_t i = 0; i < count; ++i) {
    Proposal& row = proposal_from_end();
    if (i == 0) {
      do {
        letter = words::proposal_body(texts_, words_of(row.category));
      } while (letter.size() < 4);
    }
    Index person = pick_person();
    for (int tries = 0; tries < 50 && std::ranges::find(signatories, person) != signatories.end(); ++tries)
      person = pick_person();
    signatories.push_back(person);
    row.authors = {{Author::Kind::person, person, 0}};
    row.paragraphs = i % 3 == 0 ? letter : words::nearly(letter, texts_);
    row.cluster = cluster;
  }
  return *this;
}

Builder& Builder::drafts(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) proposal_from_end().published.reset();
  return *this;
}

Builder& Builder::hidden(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    Proposal& row = proposal_from_end();
    row.hidden = true;
    moderate(false, end_cursor_, true, capped(*row.published + 2 * kDay));
  }
  return *this;
}

Builder& Builder::located(unsigned percent) {
  if (batch_ != Batch::proposals) wrong("this is for proposals");
  for (Index i = first_; i < platform_.proposals.size(); ++i) {
    if (!random_.percent(percent)) continue;
    Proposal& row = platform_.proposals[i];
    row.address = words::address(texts_);
    row.latitude = 46'500'000 + random_.between(-30'000, 30'000);
    row.longitude = -1'200'000 + random_.between(-40'000, 40'000);
  }
  return *this;
}

Builder& Builder::votes(std::int64_t most) {
  if (batch_ != Batch::proposals) wrong("this is for proposals");
  for (Index i = first_; i < platform_.proposals.size(); ++i)
    platform_.proposals[i].votes = static_cast<std::int64_t>(random_.skewed(static_cast<std::uint64_t>(most) + 1, 3));
  return *this;
}

Builder& Builder::votes_hidden() {
  if (batch_ != Batch::proposals) wrong("this is for proposals");
  platform_.components[platform_.proposals[first_].component].votes_hidden = true;
  return *this;
}

Builder& Builder::likes(std::size_t most) {
  if (batch_ != Batch::proposals) wrong("this is for proposals");
  for (Index i = first_; i < platform_.proposals.size(); ++i)
    for (std::uint64_t left = random_.below(most + 1); left > 0; --left) {
      const Index person = pick_person();
      std::vector<Index>& endorsers = platform_.proposals[i].endorsers;
      if (std::ranges::find(endorsers, person) == endorsers.end()) endorsers.push_back(person);
    }
  return *this;
}

}  // namespace boussole::synthetic
