#include "connectors/decidim/sink.h"
#include "connectors/hash.h"

namespace boussole::connectors::decidim {

namespace {

using engine::Meeting;

class MeetingSink final : public RowSink {
 public:
  using RowSink::RowSink;

 private:
  std::optional<Refusal> read_row(const Cells& cells) override {
    const auto id = cells.id(Field::id);
    if (!id) return id.error();
    Meeting m;
    m.id = *id;
    const Url url = split_url(cells.text(Field::url));
    pools_.host(url);
    m.space = read_space(cells, url);
    m.created = cells.time(Field::created);
    m.start = cells.time(Field::start);
    m.end = cells.time(Field::end);
    m.closed = cells.time(Field::closed);
    m.comments = cells.count(Field::comments);
    m.withdrawn = cells.flag(Field::withdrawn).value_or(false) || cells.time(Field::withdrawn_at).has_value();
    read_closing(cells, m);
    const OptionalTime updated = cells.time(Field::updated);
    Digest digest;
    digest.add(m.created).add(m.start).add(m.end).add(m.closed).add(updated).add(m.attendees).add(m.contributions);
    digest.add(m.comments).add((std::uint64_t{m.minutes} << 1) | std::uint64_t{m.withdrawn}).add(path_key(url.path));
    rows_.push_back(m);
    metas_.push_back({filled_, digest.value()});
    if (auto text = read_official(cells, Field::body)) {
      text->space = m.space;
      officials_.push_back({mix(m.id, std::uint64_t{'m'}), *text, updated, digest.value()});
    }
    return std::nullopt;
  }

  /// What was noted when the meeting was closed. Before that the export says 0 attendees, which is no number of people:
  /// a 0 counts only where a closing is certain.
  static void read_closing(const Cells& cells, Meeting& m) {
    const OptionalCount attendees = cells.count(Field::attendees);
    const OptionalCount contributions = cells.count(Field::contributions);
    const bool report = cells.filled(Field::closing_report);
    const bool noted = attendees.value_or(0) > 0 || contributions.value_or(0) > 0 || cells.filled(Field::organizations);
    const bool closed = m.closed.has_value() || noted || report || cells.flag(Field::is_closed).value_or(false);
    if (closed) {
      m.attendees = attendees;
      m.contributions = contributions;
    }
    m.minutes = report || noted;
    m.minutes_known = cells.has(Field::attendees) || cells.has(Field::closing_report);
  }

  void merge(Builder& builder, Table& table, BlockMaps& maps) override {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      Meeting& m = rows_[i];
      const Placement place = builder.place(builder.data.meetings, builder.meetings, m.id, m, metas_[i], &table);
      if (place.verdict == Verdict::kept) continue;
      m.space = maps.space(m.space);
      Builder::store(builder.data.meetings, place, m);
    }
    for (const OfficialRow& row : officials_) builder.add_official(row, maps);
  }

  void clear() override {
    rows_.clear();
    officials_.clear();
  }

  std::vector<Meeting> rows_;
  std::vector<OfficialRow> officials_;
};

/// Pages are official texts and nothing else.
class PageSink final : public RowSink {
 public:
  using RowSink::RowSink;

 private:
  struct Row {
    std::uint64_t id = 0;
    OptionalTime updated;
  };

  std::optional<Refusal> read_row(const Cells& cells) override {
    const auto id = cells.id(Field::id);
    if (!id) return id.error();
    const Url url = split_url(cells.text(Field::url));
    pools_.host(url);
    const OptionalTime updated = cells.time(Field::updated);
    const auto text = read_official(cells, Field::body);
    Digest digest;
    digest.add(updated).add(path_key(url.path));
    if (text) {
      digest.add((std::uint64_t{text->words} << 32) | text->syllables);
      OfficialRow row{mix(*id, std::uint64_t{'p'}), *text, updated, digest.value()};
      row.text.space = read_space(cells, url);
      officials_.push_back(row);
    }
    rows_.push_back({*id, updated});
    metas_.push_back({filled_, digest.value()});
    return std::nullopt;
  }

  void merge(Builder& builder, Table& table, BlockMaps& maps) override {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const StoredText stored{{}, rows_[i].updated};
      const Placement place = builder.place(builder.page_rows, builder.pages, rows_[i].id, stored, metas_[i], &table);
      Builder::store(builder.page_rows, place, stored);
    }
    for (const OfficialRow& row : officials_) builder.add_official(row, maps);
  }

  void clear() override {
    rows_.clear();
    officials_.clear();
  }

  std::vector<Row> rows_;
  std::vector<OfficialRow> officials_;
};

}  // namespace

std::unique_ptr<RowSink> make_meeting_sink(const Table& table, const Builder& builder) {
  return std::make_unique<MeetingSink>(table, builder);
}

std::unique_ptr<RowSink> make_page_sink(const Table& table, const Builder& builder) {
  return std::make_unique<PageSink>(table, builder);
}

}  // namespace boussole::connectors::decidim
