// Family d: threads, reciprocity, ordered answers, clusters.
#include <map>

#include "engine/statistics/clustering.h"
#include "engine/statistics/ordinal.h"
#include "engine/statistics/threads.h"
#include "tests/vectors/answer.h"
#include "tests/vectors/case.h"

namespace boussole::vectors {

namespace {

using namespace engine::statistics;

Result<double> or_undefined(const std::optional<double>& value) {
  return value ? Result<double>(*value) : undefined("nothing to measure");
}

json::Value threads(const Case& c) {
  const Fields parent(&c.input.get("parent"));
  std::map<std::string, std::size_t> index;
  for (const std::string& id : parent.names()) index.emplace(id, index.size());
  std::vector<ThreadComment> comments(index.size());
  for (const auto& [id, at] : index) {
    const json::Value& value = parent.get(id);
    if (value.is_null()) continue;
    const auto found = index.find(label_of(value));
    comments[at].orphan = found == index.end();
    if (found != index.end()) comments[at].parent = found->second;
  }
  const auto shape = thread_shape(comments);
  if (!shape) return Answer().set("n", shape.error());
  return Answer()
      .set("n", shape->n)
      .set("orphans", shape->orphans)
      .set("n_orphans", shape->orphans)
      .set("max_depth", shape->max_depth)
      .set("max_width", shape->max_width)
      .set("widths", shape->widths)
      .set("mean_depth", or_undefined(shape->mean_depth))
      .set("h_index", shape->h_index)
      .set("share_with_reply", or_undefined(shape->share_with_reply))
      .set("share_top_level", or_undefined(shape->share_top_level))
      .set("structural_virality", or_undefined(shape->virality));
}

json::Value replies(const Case& c) {
  std::map<std::string, std::uint64_t> id;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> edges;
  if (const json::Array* list = c.input.get("edges").as_array())
    for (const json::Value& edge : *list) {
      if (edge.size() != 2) throw BadCase("an edge has two ends");
      std::uint64_t ends[2];
      for (std::size_t k = 0; k < 2; ++k) ends[k] = id.emplace(label_of(*edge.at(k)), id.size()).first->second;
      edges.emplace_back(ends[0], ends[1]);
    }
  const auto result = reciprocity(edges);
  return Answer()
      .set("n_directed", result, &Reciprocity::directed)
      .set("self_replies", result, &Reciprocity::self_replies)
      .set("reciprocity", result, &Reciprocity::reciprocity)
      .set("dyad_ratio", result, &Reciprocity::dyad_ratio);
}

json::Value beyond_chance(const Case& c) {
  return Answer().set(
      "rho", reciprocity_beyond_chance(c.input.number("r"), c.input.count("n_edges"), c.input.count("n_nodes")));
}

json::Value balance(const Case& c) {
  const auto b = pro_contra_balance(c.input.number("pro"), c.input.number("contra"), c.input.number_or("neutral", 0));
  if (!b) return Answer().set("net", b.error());
  return Answer()
      .set("net", or_undefined(b->net))
      .set("balance_entropy", or_undefined(b->entropy))
      .set("controversy_min_max", or_undefined(b->controversy))
      .set("reddit_controversy", b->weighted_controversy)
      .set("share_stated", or_undefined(b->stated));
}

json::Value ordinal(const Case& c) {
  const auto freq = c.input.numbers("freq");
  const auto bimodal = bimodality(freq);
  Answer answer;
  answer.set("agreement_A", agreement(freq))
      .set("polarization", polarisation(freq))
      .set("consensus_tastle", consensus_tastle(freq))
      .set("leik", leik(freq))
      .set("blair_lacy_l2", blair_lacy(freq))
      .set("berry_mielke", berry_mielke(freq))
      .set("er1_normalised", esteban_ray_normalised(freq))
      .set("sarle_bc_sample", bimodal, &Bimodality::sample)
      .set("sarle_bc_pop", bimodal, &Bimodality::population);
  // "esteban_ray_a1.3" asks for alpha = 1.3.
  constexpr std::string_view kPrefix = "esteban_ray_a";
  for (const std::string& name : c.expected.names())
    if (name.starts_with(kPrefix)) answer.set(name, esteban_ray(freq, std::stod(name.substr(kPrefix.size()))));
  return answer;
}

json::Value hartigan(const Case& c) { return Answer().set("dip", dip(c.input.numbers("x"))); }

json::Value silhouettes(const Case& c) {
  std::map<double, std::size_t> number;  // clusters in the order of their numbers, from 0
  for (const double id : c.input.numbers("cluster")) number.emplace(id, 0);
  std::size_t next = 0;
  for (auto& [id, at] : number) at = next++;
  std::vector<std::size_t> cluster;
  for (const double id : c.input.numbers("cluster")) cluster.push_back(number[id]);
  const auto result = silhouette(c.input.matrix("x"), cluster);
  return Answer().set("mean", result, &Silhouette::mean).set("per_cluster", result, &Silhouette::by_cluster);
}

json::Value lloyd(const Case& c) {
  const Matrix x = c.input.matrix("x");
  std::vector<std::vector<double>> start;
  for (const std::uint64_t row : c.input.counts("start_rows")) start.push_back(x.at(row - 1));
  const auto result = kmeans(x, start);
  return Answer()
      .set("centers", result, &Clustering::centre)
      .set("withinss", result, &Clustering::within)
      .set("cluster", mapped(result, [](const Clustering& found) {
             std::vector<std::size_t> from_one;
             for (const std::size_t id : found.cluster) from_one.push_back(id + 1);
             return from_one;
           }));
}

json::Value kappa(const Case& c) {
  const auto result = cohen_kappa(c.input.matrix("table"));
  return Answer().set("kappa", result, &Kappa::kappa).set("var", result, &Kappa::variance);
}

constexpr Method kMethods[] = {
    {"thread_structure", threads},
    {"reply_reciprocity", replies},
    {"reciprocity", replies},
    {"reciprocity_garlaschelli_loffredo", beyond_chance},
    {"pro_contra_balance", balance},
    {"ordinal_agreement_bundle", ordinal},
    {"hartigan_dip", hartigan},
    {"silhouette", silhouettes},
    {"kmeans_lloyd_fixed_start", lloyd},
    {"cohen_kappa", kappa},
};

}  // namespace

std::span<const Method> deliberation_methods() { return kMethods; }

}  // namespace boussole::vectors
