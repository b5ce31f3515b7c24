#include <algorithm>
#include <map>

#include "connectors/decidim/finish.h"
#include "connectors/decidim/sink.h"
#include "connectors/hash.h"
#include "engine/dataset/course.h"
#include "engine/dataset/votes.h"

namespace boussole::connectors::decidim {

namespace {

/// Steps of processes, as the API gives them.
class StepSink final : public RowSink {
 public:
  using RowSink::RowSink;

 private:
  std::optional<Refusal> read_row(const Cells& cells) override {
    const auto id = cells.id(Field::id);
    if (!id) return id.error();
    ListedStep step;
    step.space = space_key(split_url(cells.text(Field::space_url)));
    step.phase.key = step.space + "/steps/" + std::to_string(*id);
    step.phase.title = names_of(cells, Field::title);
    step.phase.start = cells.time(Field::start);
    step.phase.end = cells.time(Field::end);
    Digest digest;
    digest.add(step.phase.start).add(step.phase.end).add(hash_bytes(step.phase.title.fr)).add(hash_bytes(step.space));
    rows_.push_back(std::move(step));
    metas_.push_back({filled_, digest.value()});
    return std::nullopt;
  }

  void merge(Builder& builder, Table& table, BlockMaps&) override {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::uint64_t key = hash_bytes(rows_[i].phase.key);
      const Placement place = builder.place(builder.listed_steps, builder.steps, key, rows_[i], metas_[i], &table);
      Builder::store(builder.listed_steps, place, std::move(rows_[i]));
    }
  }

  void clear() override { rows_.clear(); }

  std::vector<ListedStep> rows_;
};

using SpaceRows = std::map<std::string_view, std::uint32_t>;

OptionalIndex row_of(const SpaceRows& spaces, const std::string& key) {
  const auto at = spaces.find(key);
  return at == spaces.end() ? OptionalIndex{} : OptionalIndex(at->second);
}

void settle_steps(Builder& builder, const SpaceRows& spaces, engine::Course& course) {
  std::sort(builder.listed_steps.begin(), builder.listed_steps.end(),
            [](const ListedStep& a, const ListedStep& b) { return a.phase.key < b.phase.key; });
  for (ListedStep& step : builder.listed_steps) {
    step.phase.space = row_of(spaces, step.space);
    course.phases.push_back(std::move(step.phase));
  }
}

void settle_questions(Builder& builder, const SpaceRows& spaces, engine::Course& course) {
  std::sort(builder.listed_questions.begin(), builder.listed_questions.end(),
            [](const ListedQuestion& a, const ListedQuestion& b) { return a.question.id < b.question.id; });
  for (ListedQuestion& row : builder.listed_questions) {
    row.question.space = row_of(spaces, row.space);
    course.questions.push_back(std::move(row.question));
  }
}

/// Projects that were chosen without a date, and the sums of their budgets.
void settle_projects(Builder& builder, engine::Course& course) {
  std::sort(builder.project_marks.begin(), builder.project_marks.end(),
            [](const ProjectMark& a, const ProjectMark& b) { return a.project < b.project; });
  std::map<std::uint64_t, engine::Envelope> budgets;
  for (const ProjectMark& mark : builder.project_marks) {
    const engine::Project& project = builder.data.projects[mark.project];
    if (mark.chosen && !project.selected) {
      engine::Decision decision;
      decision.kind = engine::Decision::Kind::selection;
      decision.project = mark.project;
      course.decisions.push_back(decision);
    }
    if (mark.total && project.budget != 0)
      budgets.try_emplace(project.budget, engine::Envelope{project.budget, project.space, mark.total});
  }
  for (const auto& [budget, envelope] : budgets) course.envelopes.push_back(envelope);
}

void settle_comment_votes(Builder& builder) {
  if (builder.comment_votes.empty()) return;
  engine::Dataset& data = builder.data;
  auto votes = std::make_shared<engine::Votes>();
  std::sort(builder.comment_votes.begin(), builder.comment_votes.end(),
            [](const CommentVotes& a, const CommentVotes& b) { return a.comment < b.comment; });
  using Of = engine::VoteTotal::Of;
  for (const CommentVotes& each : builder.comment_votes) {
    const engine::Comment& comment = data.comments[each.comment];
    const auto target = static_cast<std::uint32_t>(votes->targets.size());
    votes->targets.push_back({mix(comment.id, std::uint64_t{'c'}), {}, {}, each.comment, comment.space, false});
    const auto add = [&](Of of, OptionalCount count) {
      if (count)
        votes->totals.push_back(
            {of, engine::VoteScale::up_down, engine::VoteChannel::unknown, target, {}, std::int64_t{*count}});
    };
    add(Of::positive, each.up);
    add(Of::negative, each.down);
  }
  data.votes = std::move(votes);
}

}  // namespace

std::unique_ptr<RowSink> make_step_sink(const Table& table, const Builder& builder) {
  return std::make_unique<StepSink>(table, builder);
}

void settle_course(Builder& builder) {
  SpaceRows spaces;
  for (std::uint32_t i = 0; i < builder.data.spaces.size(); ++i) spaces.emplace(builder.data.spaces[i].key, i);
  auto course = std::make_shared<engine::Course>();
  settle_steps(builder, spaces, *course);
  settle_questions(builder, spaces, *course);
  settle_projects(builder, *course);
  const bool any =
      !course->phases.empty() || !course->questions.empty() || !course->decisions.empty() || !course->envelopes.empty();
  if (any) builder.data.course = std::move(course);
  settle_comment_votes(builder);
}

}  // namespace boussole::connectors::decidim
