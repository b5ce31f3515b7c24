#include <utility>

#include "examples/synthetic/builder.h"
#include "examples/synthetic/words.h"

// Comments, their threads, and moderation.
namespace boussole::synthetic {

std::size_t Builder::words_on(Subject subject, Index root) const {
  switch (subject) {
    case Subject::proposal:
      return words_of(platform_.proposals[root].category);
    case Subject::meeting:
      return words_of(platform_.meetings[root].category);
    case Subject::result:
      return words_of(platform_.results[root].category);
    case Subject::debate:
      return words_of(platform_.debates[root].category);
    case Subject::post:
      break;
  }
  return 0;
}

Time Builder::born(Subject subject, Index root) const {
  switch (subject) {
    case Subject::proposal:
      return platform_.proposals[root].published.value_or(platform_.proposals[root].created);
    case Subject::meeting:
      return platform_.meetings[root].created;
    case Subject::result:
      return platform_.results[root].created;
    case Subject::debate:
      return platform_.debates[root].created;
    case Subject::post:
      break;
  }
  return platform_.posts[root].created;
}

bool Builder::can_be_commented(Subject subject, Index root) const {
  if (subject != Subject::proposal) return true;
  const Proposal& row = platform_.proposals[root];
  return row.published && !row.hidden;
}

std::optional<Index> Builder::pick_parent(Subject subject, Index root, const CommentStyle& style) {
  const std::vector<Index>& thread = threads_[root - first_];
  if (thread.empty() || !random_.percent(style.replies)) return std::nullopt;
  // The latest comments draw more replies than the first ones.
  for (int tries = 0; tries < 6; ++tries) {
    const Index parent = thread[thread.size() - 1 - static_cast<Index>(random_.skewed(thread.size(), 2))];
    if (platform_.comments[parent].depth < style.deepest && platform_.comments[parent].on == subject) return parent;
  }
  return std::nullopt;
}

Comment Builder::new_comment(Subject subject, Index root, const CommentStyle& style) {
  Comment row;
  row.id = new_id();
  row.on = subject;
  row.root = root;
  row.locale = platform_.locales.front();
  row.parent = pick_parent(subject, root, style);
  row.author = pick_person();
  if (random_.percent(style.organisers)) {
    for (Index i = platform_.people.size(); i-- > 0;)
      if (platform_.people[i].verified) {
        row.author = i;
        break;
      }
  } else if (random_.percent(3) && !platform_.people[row.author].groups.empty()) {
    row.group = platform_.people[row.author].groups.front();
  }
  Time before = born(subject, root);
  if (row.parent) {
    row.depth = platform_.comments[*row.parent].depth + 1;
    before = platform_.comments[*row.parent].created;
  }
  row.created = capped(before + random_.between(5 * kMinute, 12 * kDay));
  if (random_.percent(style.oriented)) row.alignment = random_.percent(style.against) ? -1 : 1;
  if (texts_.percent(style.brief))
    row.paragraphs = {words::short_comment(texts_, row.alignment)};
  else
    row.paragraphs = words::comment_body(texts_, words_on(subject, root), row.alignment);
  return row;
}

Builder& Builder::comments(std::size_t count, CommentStyle style) {
  Subject subject = Subject::proposal;
  Index end = platform_.proposals.size();
  switch (batch_) {
    case Batch::proposals:
      break;
    case Batch::meetings:
      subject = Subject::meeting, end = platform_.meetings.size();
      break;
    case Batch::results:
      subject = Subject::result, end = platform_.results.size();
      break;
    case Batch::debates:
      subject = Subject::debate, end = platform_.debates.size();
      break;
    case Batch::posts:
      subject = Subject::post, end = platform_.posts.size();
      break;
    case Batch::projects:
    case Batch::none:
      wrong("nothing to comment on");
  }
  if (end == first_) wrong("nothing to comment on");
  first_comment_ = platform_.comments.size();
  for (std::size_t i = 0; i < count; ++i) {
    Index root = first_;
    int tries = 0;
    do {
      root = first_ + static_cast<Index>(random_.skewed(end - first_, 2));
    } while (!can_be_commented(subject, root) && ++tries < 1000);
    if (tries == 1000) wrong("nothing to comment on");
    platform_.comments.push_back(new_comment(subject, root, style));
    threads_[root - first_].push_back(platform_.comments.size() - 1);
  }
  return *this;
}

void Builder::moderate(bool of_comment, Index target, bool with_reason, Time when) {
  Moderation row;
  row.id = 7000 + static_cast<Id>(platform_.moderations.size());
  row.of_comment = of_comment;
  row.target = target;
  row.hidden = when;
  if (with_reason) {
    row.reasons = {random_.percent(60) ? "spam" : "offensive"};
    row.details = {random_.percent(50) ? "Publicité pour un site marchand" : ""};
  }
  platform_.moderations.push_back(std::move(row));
}

Builder& Builder::hide_comments(std::size_t count, bool with_reason) {
  std::size_t left = count;
  // Comments that were answered first: hiding them makes orphans of their replies.
  for (const bool answered_only : {true, false}) {
    for (Index i = first_comment_; i < platform_.comments.size() && left > 0; ++i) {
      Comment& row = platform_.comments[i];
      if (row.hidden || row.deleted) continue;
      bool answered = false;
      for (Index j = i + 1; j < platform_.comments.size(); ++j)
        answered = answered || platform_.comments[j].parent == i;
      if (answered_only && !answered) continue;
      row.hidden = true;
      moderate(true, i, with_reason, capped(row.created + 3 * kDay));
      --left;
    }
  }
  if (left > 0) wrong("more comments hidden than there are");
  return *this;
}

Builder& Builder::delete_comments(std::size_t count) {
  std::size_t left = count;
  for (Index i = platform_.comments.size(); i-- > first_comment_ && left > 0;) {
    Comment& row = platform_.comments[i];
    if (row.hidden || row.deleted) continue;
    row.deleted = true;
    --left;
  }
  if (left > 0) wrong("more comments deleted than there are");
  return *this;
}

}  // namespace boussole::synthetic
