#include <algorithm>
#include <map>

#include "connectors/decidim/finish.h"
#include "connectors/decidim/sink.h"
#include "connectors/hash.h"

namespace boussole::connectors::decidim {

namespace {

/// Questions of surveys, as the API gives them: of which kind, and whether they must be answered. Not their words.
class QuestionSink final : public RowSink {
 public:
  using RowSink::RowSink;

 private:
  std::optional<Refusal> read_row(const Cells& cells) override {
    const auto id = cells.id(Field::id);
    if (!id) return id.error();
    ListedQuestion row;
    row.space = space_key(split_url(cells.text(Field::space_url)));
    row.question.id = *id;
    row.question.form = cells.number(Field::form);
    row.question.component = cells.number(Field::component);
    row.question.kind = std::string(cells.text(Field::question_type).substr(0, 64));
    row.question.mandatory = cells.flag(Field::mandatory);
    Digest digest;
    digest.add(row.question.form);
    digest.add(std::uint64_t{row.question.mandatory ? 1U + *row.question.mandatory : 0U})
        .add(hash_bytes(row.question.kind));
    rows_.push_back(std::move(row));
    metas_.push_back({filled_, digest.value()});
    return std::nullopt;
  }

  void merge(Builder& builder, Table& table, BlockMaps&) override {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::uint64_t id = rows_[i].question.id;
      const Placement place =
          builder.place(builder.listed_questions, builder.questions, id, rows_[i], metas_[i], &table);
      Builder::store(builder.listed_questions, place, std::move(rows_[i]));
    }
  }

  void clear() override { rows_.clear(); }

  std::vector<ListedQuestion> rows_;
};

}  // namespace

std::unique_ptr<RowSink> make_question_sink(const Table& table, const Builder& builder) {
  return std::make_unique<QuestionSink>(table, builder);
}

}  // namespace boussole::connectors::decidim
