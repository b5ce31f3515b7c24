#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "connectors/decidim/sink.h"

namespace boussole::connectors::decidim {

namespace {

using engine::Followup;
using engine::Project;

/// Words that end a status in the languages of the platforms, lower case. A status is final where its key or one of its
/// names is, or begins with, one of them.
constexpr std::array<std::string_view, 26> kFinal{
    "finished",   "completed", "complete",   "done",     "executed", "implemented", "delivered",
    "achieved",   "terminé",   "termine",    "terminée", "réalisé",  "realise",     "réalisée",
    "achevé",     "acheve",    "finalisé",   "finalise", "livré",    "realizado",   "finalizado",
    "completado", "ejecutado", "finalitzat", "executat", "acabat"};

bool is_final(std::string_view status) {
  std::string lower(status.substr(0, 64));
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  // É, as two bytes.
  for (std::size_t at = 0; (at = lower.find("\xc3\x89", at)) != std::string::npos;) lower[at + 1] = '\xa9';
  return std::any_of(kFinal.begin(), kFinal.end(), [&](std::string_view word) { return lower.starts_with(word); });
}

/// Results of the accountability component.
class ResultSink final : public RowSink {
 public:
  using RowSink::RowSink;

 private:
  std::optional<Refusal> read_row(const Cells& cells) override {
    const auto id = cells.id(Field::id);
    if (!id) return id.error();
    const auto created = cells.sure_time(Field::created);
    if (!created) return created.error();
    Followup f;
    f.id = *id;
    f.created = *created;
    f.updated = cells.time(Field::updated);
    f.start = cells.time(Field::start);
    f.end = cells.time(Field::end);
    const Url url = split_url(cells.text(Field::url));
    pools_.host(url);
    if (!url.path.empty()) f.url_key = path_key(url.path);
    f.space = read_space(cells, url);
    f.component = cells.number(Field::component);
    f.parent = cells.number(Field::parent);
    f.progress = progress_of(cells);
    f.status_known = cells.filled(Field::status_id) || cells.filled(Field::status_key);
    f.status_final = is_final(cells.text(Field::status_key)) || any_final_name(cells);
    f.has_children = cells.count(Field::children).value_or(0) > 0;
    f.sources = read_links(cells.text(Field::sources));
    Digest digest;
    digest.add(f.created).add(f.updated).add(f.start).add(f.end).add(f.progress).add(f.parent).add(f.url_key);
    digest.add((std::uint64_t{f.status_known} << 1) | std::uint64_t{f.status_final});
    for (std::uint32_t i = 0; i < f.sources.count; ++i) digest.add(pools_.links[f.sources.begin + i]);
    rows_.push_back(f);
    metas_.push_back({filled_, digest.value()});
    return std::nullopt;
  }

  /// Percent, as an integer or a decimal; above 100 is unreadable.
  static OptionalCount progress_of(const Cells& cells) {
    const auto progress = cells.decimal(Field::progress);
    if (!progress || *progress < 0 || *progress > 100) return std::nullopt;
    return static_cast<std::int32_t>(std::floor(*progress));
  }

  static bool any_final_name(const Cells& cells) {
    for (const Pick& pick : cells.layout().of(Field::status_name))
      if (is_final(trimmed(cells.record()[pick.column]))) return true;
    return false;
  }

  void merge(Builder& builder, Table& table, BlockMaps& maps) override {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      Followup& f = rows_[i];
      const Placement place = builder.place(builder.data.followups, builder.followups, f.id, f, metas_[i], &table);
      if (place.verdict == Verdict::kept) continue;
      f.space = maps.space(f.space);
      f.sources = maps.links(f.sources);
      Builder::store(builder.data.followups, place, f);
    }
  }

  void clear() override { rows_.clear(); }

  std::vector<Followup> rows_;
};

/// Projects of participatory budgets.
class ProjectSink final : public RowSink {
 public:
  using RowSink::RowSink;

 private:
  std::optional<Refusal> read_row(const Cells& cells) override {
    const auto id = cells.id(Field::id);
    if (!id) return id.error();
    const auto created = cells.sure_time(Field::created);
    if (!created) return created.error();
    Project p;
    p.id = *id;
    p.created = *created;
    p.updated = cells.time(Field::updated);
    p.selected = cells.time(Field::selected);
    const auto chosen = cells.flag(Field::chosen);
    p.selected_known = cells.has(Field::selected) || chosen.has_value();
    const Url url = split_url(cells.text(Field::url));
    pools_.host(url);
    if (!url.path.empty()) p.url_key = path_key(url.path);
    p.space = read_space(cells, url);
    p.component = cells.number(Field::component);
    p.budget = cells.number(Field::budget);
    p.amount = cells.amount(Field::amount);
    p.votes = cells.count(Field::votes);
    p.comments = cells.count(Field::comments);
    p.sources = read_links(cells.text(Field::related_urls));
    p.links = links_of(cells, p);
    p.themes = read_themes(cells);
    p.located = located(cells);
    Digest digest;
    digest.add(p.created).add(p.updated).add(p.selected).add(p.url_key).add(p.budget).add(p.amount).add(p.votes);
    const ProjectMark mark{0, chosen.value_or(false), cells.amount(Field::budget_total)};
    digest.add(p.comments).add(p.links).add(std::uint64_t{mark.chosen}).add(mark.total);
    if (marked_ = marked_ || mark.chosen || mark.total; marked_) {
      marks_.resize(rows_.size());  // rows before it say nothing
      marks_.push_back(mark);
    }
    rows_.push_back(p);
    metas_.push_back({filled_, digest.value()});
    return std::nullopt;
  }

  /// How many proposals it came from, by their addresses or else by their ids.
  static OptionalCount links_of(const Cells& cells, const Project& p) {
    if (cells.has(Field::related_urls)) return static_cast<std::int32_t>(p.sources.count);
    if (!cells.has(Field::related)) return std::nullopt;
    std::int32_t count = 0;
    split_joined(cells.text(Field::related), [&](std::string_view entry) { count += entry.empty() ? 0 : 1; });
    return count;
  }

  void merge(Builder& builder, Table& table, BlockMaps& maps) override {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      Project& p = rows_[i];
      const Placement place = builder.place(builder.data.projects, builder.projects, p.id, p, metas_[i], &table);
      if (place.verdict == Verdict::kept) continue;
      p.space = maps.space(p.space);
      p.sources = maps.links(p.sources);
      p.themes = maps.themes(p.themes);
      Builder::store(builder.data.projects, place, p);
      if (i < marks_.size()) add_mark(builder, place, marks_[i]);
    }
  }

  static void add_mark(Builder& builder, Placement place, ProjectMark mark) {
    auto& all = builder.project_marks;
    if (place.verdict == Verdict::replaced) std::erase_if(all, [&](const auto& m) { return m.project == place.at; });
    mark.project = place.at;
    if (mark.chosen || mark.total) all.push_back(mark);
  }

  void clear() override {
    rows_.clear();
    marks_.clear();
    marked_ = false;
  }

  std::vector<Project> rows_;
  std::vector<ProjectMark> marks_;
  bool marked_ = false;
};

}  // namespace

std::unique_ptr<RowSink> make_result_sink(const Table& table, const Builder& builder) {
  return std::make_unique<ResultSink>(table, builder);
}

std::unique_ptr<RowSink> make_project_sink(const Table& table, const Builder& builder) {
  return std::make_unique<ProjectSink>(table, builder);
}

}  // namespace boussole::connectors::decidim
