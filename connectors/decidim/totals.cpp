#include "connectors/decidim/sink.h"
#include "connectors/hash.h"

namespace boussole::connectors::decidim {

namespace {

/// Answers of elections (before 0.29), answers to published surveys (0.31), and the platform's own daily totals (to
/// 0.30): rows that say how many, and nothing of anybody.
class TotalSink final : public RowSink {
 public:
  TotalSink(const Table& table, const Builder& builder) : RowSink(table, builder), entity_(table.layout.entity) {}

 private:
  std::optional<Refusal> read_row(const Cells& cells) override {
    TotalRow row;
    std::uint64_t content = 0;
    if (entity_ == Entity::elections) {
      const auto id = cells.id(Field::id);
      if (!id) return id.error();
      row.key = mix(*id, std::uint64_t{'e'});
      row.total = cells.count(Field::votes).value_or(0);
      row.known = cells.count(Field::votes).has_value();
      content = static_cast<std::uint64_t>(row.total);
    } else if (entity_ == Entity::surveys) {
      const auto created = cells.sure_time(Field::created);
      if (!created) return created.error();
      // The id ends with that of an account: it is hashed here and goes no further.
      row.key = mix(builder_.pseudonyms()(engine::ParticipantKind::unknown, cells.text(Field::id)),
                    hash_bytes(cells.text(Field::question)));
      row.day = *created;
      row.total = 1;
    } else {
      const auto day = cells.sure_time(Field::day);
      if (!day) return day.error();
      row.day = *day;
      const auto cumulative = cells.count(Field::cumulative);
      row.total = cumulative.value_or(0);
      row.known = cumulative.has_value();
    }
    row.label = label_of(cells);
    rows_.push_back(row);
    metas_.push_back({filled_, static_cast<std::uint32_t>(content)});
    return std::nullopt;
  }

  std::uint32_t label_of(const Cells& cells) {
    const std::string_view question = cells.text(Field::question), answer = cells.text(Field::label);
    const std::uint64_t hash = mix(hash_bytes(question), hash_bytes(answer));
    const auto [at, fresh] = label_at_.insert(hash, static_cast<std::uint32_t>(labels_.size()));
    if (fresh) {
      std::string label(question);
      if (!question.empty() && !answer.empty()) label += " / ";
      label += answer;
      labels_.push_back(std::move(label));
    }
    return at;
  }

  void merge(Builder& builder, Table& table, BlockMaps&) override {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      TotalRow& row = rows_[i];
      const std::string& label = labels_[row.label];
      if (entity_ == Entity::metrics) {
        ++table.record.rows_read;
        if (row.known) builder.add_metric(table, label, row.day, row.total);
        continue;
      }
      const Placement place = builder.place(builder.total_rows, builder.totals, row.key, row, metas_[i], &table);
      if (place.verdict == Verdict::kept) continue;
      row.label = builder.total_label(entity_, label);
      Builder::store(builder.total_rows, place, row);
    }
  }

  void clear() override {
    rows_.clear();
    labels_.clear();
    label_at_.clear();
  }

  Entity entity_;
  std::vector<TotalRow> rows_;
  std::vector<std::string> labels_;
  FlatMap label_at_;
};

/// A table that nobody knows: its rows are counted, nothing of them is kept.
class UnknownSink final : public RowSink {
 public:
  using RowSink::RowSink;

 private:
  std::optional<Refusal> read_row(const Cells&) override {
    metas_.push_back({});
    return std::nullopt;
  }
  void merge(Builder&, Table& table, BlockMaps&) override {
    table.record.rows_read += static_cast<std::int64_t>(metas_.size());
  }
  void clear() override {}
};

}  // namespace

std::unique_ptr<RowSink> make_total_sink(const Table& table, const Builder& builder) {
  return std::make_unique<TotalSink>(table, builder);
}
std::unique_ptr<RowSink> make_unknown_sink(const Table& table, const Builder& builder) {
  return std::make_unique<UnknownSink>(table, builder);
}

std::unique_ptr<RowSink> make_sink(const Table& table, const Builder& builder) {
  switch (table.layout.entity) {
    case Entity::proposals:
    case Entity::debates:
    case Entity::posts:
    case Entity::initiatives:
      return make_contribution_sink(table, builder);
    case Entity::comments:
      return make_comment_sink(table, builder);
    case Entity::meetings:
      return make_meeting_sink(table, builder);
    case Entity::pages:
      return make_page_sink(table, builder);
    case Entity::results:
      return make_result_sink(table, builder);
    case Entity::projects:
      return make_project_sink(table, builder);
    case Entity::users:
      return make_user_sink(table, builder);
    case Entity::user_groups:
      return make_group_sink(table, builder);
    case Entity::moderations:
      return make_moderation_sink(table, builder);
    case Entity::moderated_users:
      return make_moderated_user_sink(table, builder);
    case Entity::taxonomies:
      return make_taxonomy_sink(table, builder);
    case Entity::processes:
    case Entity::assemblies:
    case Entity::conferences:
    case Entity::votings:
      return make_space_sink(table, builder);
    case Entity::elections:
    case Entity::surveys:
    case Entity::metrics:
      return make_total_sink(table, builder);
    case Entity::steps:
      return make_step_sink(table, builder);
    case Entity::questions:
      return make_question_sink(table, builder);
    case Entity::unknown:
      break;
  }
  return make_unknown_sink(table, builder);
}

}  // namespace boussole::connectors::decidim
