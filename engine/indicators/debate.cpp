#include <algorithm>

#include "engine/indicators/support.h"

namespace boussole::engine {
namespace {

using statistics::ValueBin;

const Noun kComments{{"commentaires", "comments"}};
const Noun kThreads{{"fils d'au moins 5 commentaires", "threads of 5 comments or more"}};
const Noun kOriented{{"contributions avec au moins 5 commentaires pour ou contre",
                      "contributions with 5 comments or more for or against"}};

/// Threads shorter than this say nothing of exchange: the criteria's formula sets it.
constexpr std::uint32_t kThreadComments = 5;
constexpr double kContradiction = 0.2;

std::int64_t sum_of(const Tally& tally, PeopleFilter filter, std::uint32_t PersonTally::*what) {
  std::int64_t total = 0;
  for (const PersonTally& p : tally.people)
    if (filter(p)) total += p.*what;
  return total;
}

std::uint32_t comments_in(const ThreadTally& t) {
  std::uint32_t n = 0;
  for (std::uint32_t at : t.at_depth) n += at;
  return n;
}

/// deb-reciprocite: comments that answer a comment by somebody else, over all comments.
Measurement reciprocity(const Inputs& in) {
  const Tally& t = in.tally;
  const std::int64_t all = t.comments;
  const std::int64_t signed_people = sum_of(t, not_organiser, &PersonTally::comments);
  const std::int64_t hits = sum_of(t, not_organiser, &PersonTally::replies_to_others);
  std::vector<Part> parts{
      part("replies_to_others", {"réponses à une autre personne", "replies to somebody else"}, double(hits)),
      part("comments", {"commentaires signés, hors organisateur", "signed comments, organiser left out"},
           double(signed_people)),
      part("replies", {"réponses, à qui que ce soit", "replies, to anybody"}, double(t.replies)),
      part("orphans",
           {"réponses dont le commentaire visé n'est pas dans l'export",
            "replies whose parent comment is not in the export"},
           double(t.orphans))};
  const std::int64_t with_all = sum_of(t, everyone, &PersonTally::comments);
  if (with_all > 0)
    parts.push_back(part("value_with_organisers",
                         {"valeur avec les comptes de l'organisateur", "value with the organiser's accounts"},
                         ratio(sum_of(t, everyone, &PersonTally::replies_to_others), with_all)));
  const double need = minimal(in, "comments", 50);
  if (double(signed_people) < need) return too_few(in, signed_people, need, kComments, std::move(parts));

  Estimate out;
  out.value = ratio(hits, signed_people);
  out.n = signed_people;
  out.missing = all - with_all;
  out.parts = std::move(parts);
  attach(out,
         statistics::interval_for_ratio(
             rate_histogram(t, not_organiser, &PersonTally::comments, &PersonTally::replies_to_others), request(in)));
  if (t.orphans > 0)
    out.warnings.push_back(
        warning("orphans", {"Les réponses orphelines (commentaire visé masqué ou supprimé) comptent "
                            "au dénominateur seulement : la vraie valeur peut être un peu plus haute.",
                            "Orphan replies (parent hidden or deleted) count in the denominator "
                            "only: the true value may be slightly higher."}));
  return out;
}

/// How deep comments stand in threads, and how deep they would if each answered the thing itself or an earlier comment,
/// all alike: comment i of a thread then stands at 1 + 1/2 + … + 1/i on average (random recursive trees, Moon 1974), so
/// that a long thread is deeper by itself.
class MeanDepth {
 public:
  void add(const ThreadTally& thread) {
    const std::uint32_t n = comments_in(thread);
    for (std::size_t level = 0; level < thread.at_depth.size(); ++level)
      seen_ += double(level + 1) * double(thread.at_depth[level]);
    while (harmonic_.size() <= n) harmonic_.push_back(harmonic_.back() + 1 / double(harmonic_.size()));
    by_chance_ += double(n + 1) * harmonic_[n] - double(n);
    comments_ += n;
  }
  double seen() const { return seen_ / double(comments_); }
  double by_chance() const { return by_chance_ / double(comments_); }

 private:
  std::vector<double> harmonic_{0};
  double seen_ = 0, by_chance_ = 0;
  std::uint64_t comments_ = 0;
};

/// deb-profondeur: mean h-index of the threads of five comments or more; depth counted from 1.
Measurement depth(const Inputs& in) {
  std::array<std::uint64_t, 9> units{};
  std::int64_t threads = 0, deepest = 0;
  MeanDepth mean_depth;
  for (const ThreadTally& t : in.tally.threads) {
    for (std::size_t d = t.at_depth.size(); d > 0; --d)
      if (t.at_depth[d - 1] > 0) {
        deepest = std::max(deepest, static_cast<std::int64_t>(d));
        break;
      }
    if (comments_in(t) < kThreadComments) continue;
    ++threads;
    ++units[static_cast<std::size_t>(depth_h_index(t))];
    mean_depth.add(t);
  }
  std::vector<Part> parts{
      part("threads", {"fils d'au moins 5 commentaires", "threads of 5 comments or more"}, double(threads)),
      part("all_threads", {"fils, toutes tailles", "threads of any size"}, double(in.tally.threads.size())),
      part("deepest",
           {"niveau le plus profond vu (1 = sur la contribution)",
            "deepest level seen (1 = on the contribution itself)"},
           double(deepest))};
  const double need = minimal(in, "threads", 20);
  if (double(threads) < need) return too_few(in, threads, need, kThreads, std::move(parts));

  parts.push_back(part("mean_depth",
                       {"niveau moyen d'un commentaire de ces fils", "mean level of a comment in these threads"},
                       mean_depth.seen()));
  parts.push_back(
      part("mean_depth_by_chance",
           {"le même, si chacun répondait à n'importe qui dans des fils aussi longs, sans limite de niveaux",
            "the same, if everyone answered anyone in threads as long, with no limit of levels"},
           mean_depth.by_chance()));
  double total = 0;
  std::vector<ValueBin> bins;
  for (std::size_t h = 0; h < units.size(); ++h) {
    total += double(h) * double(units[h]);
    if (units[h] > 0) {
      bins.push_back({double(h), units[h]});
      parts.push_back(
          part("h_" + std::to_string(h),
               {"fils de profondeur h = " + std::to_string(h), "threads with depth h = " + std::to_string(h)},
               double(units[h])));
    }
  }
  Estimate out;
  out.value = total / double(threads);
  out.n = threads;
  out.parts = std::move(parts);
  attach(out, statistics::interval_for_mean_of_clusters(bins, request(in)));
  out.warnings.push_back(warning("depth_is_bounded", {"L'interface limite la profondeur des réponses (3 niveaux de "
                                                      "réponse par défaut dans Decidim).",
                                                      "The interface limits how deep replies go (3 levels of reply by "
                                                      "default in Decidim)."}));
  return out;
}

/// deb-contradiction: contributions with five comments or more for or against, where the minority has at least 20 %.
Measurement contradiction(const Inputs& in) {
  std::int64_t oriented = 0, met = 0, pro = 0, contra = 0;
  for (const ThreadTally& t : in.tally.threads) {
    pro += t.pro;
    contra += t.contra;
    const std::uint32_t stated = t.pro + t.contra;
    if (stated < kThreadComments) continue;
    ++oriented;
    met += double(std::min(t.pro, t.contra)) >= kContradiction * double(stated);
  }
  std::vector<Part> parts{
      part("with_both_sides", {"où la minorité pèse au moins 20 %", "where the minority has at least 20 %"},
           double(met)),
      part("oriented", kOriented.plural, double(oriented)),
      part("for", {"commentaires pour", "comments for"}, double(pro)),
      part("against", {"commentaires contre", "comments against"}, double(contra)),
      part("comments", {"commentaires", "comments"}, double(in.tally.comments))};
  const double need = minimal(in, "contributions", 20);
  if (double(oriented) < need) return too_few(in, oriented, need, kOriented, std::move(parts));
  Estimate out;
  out.value = ratio(met, oriented);
  out.n = oriented;
  out.parts = std::move(parts);
  attach(out, statistics::interval_for_simple_proportion(met, oriented, request(in)));
  return out;
}

}  // namespace

const std::vector<IndicatorDef>& debate_indicators() {
  static const std::vector<IndicatorDef> table{
      {"deb-reciprocite",
       Reach::everywhere,
       {"comments.author", "comments.parent"},
       "rate of comments, clustered by author",
       reciprocity},
      {"deb-profondeur",
       Reach::everywhere,
       {"comments.depth", "comments.root"},
       "mean h-index of threads; the unit redrawn is the conversation",
       depth},
      {"deb-contradiction",
       Reach::everywhere,
       {"comments.alignment", "comments.root"},
       "rate of conversations",
       contradiction},
  };
  return table;
}

}  // namespace boussole::engine
