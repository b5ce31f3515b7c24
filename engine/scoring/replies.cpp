#include "engine/scoring/replies.h"

#include <algorithm>

#include "engine/scoring/normalise.h"

namespace boussole::engine {
namespace {

Error at_entry(const criteria::RepliesFile& file, const criteria::ReplyEntry& entry, Text what, Text remedy) {
  Error error;
  error.file = file.file;
  if (entry.line > 0) error.line = entry.line;
  error.place = "replies." + entry.id;
  error.what = std::move(what);
  error.remedy = std::move(remedy);
  return error;
}

/// The figure that a reply is about, or why there is none.
Expected<IndicatorResult*> target(Audit& audit, const criteria::RepliesFile& file, const criteria::ReplyEntry& entry) {
  std::vector<IndicatorResult>* results = &audit.indicators;
  if (!entry.space.empty()) {
    results = nullptr;
    for (SpaceResult& space : audit.spaces)
      if (space.id == entry.space) results = &space.indicators;
    if (results == nullptr) {
      std::string known;
      for (const SpaceResult& space : audit.spaces) known += (known.empty() ? "" : ", ") + space.id;
      return std::unexpected(at_entry(
          file, entry,
          {"Cet audit n'a pas l'espace « " + entry.space + " ».", "This audit has no space \"" + entry.space + "\"."},
          {"Espaces : " + known + ".", "Spaces: " + known + "."}));
    }
  }
  for (IndicatorResult& result : *results)
    if (result.id == entry.indicator) return &result;
  return std::unexpected(at_entry(file, entry,
                                  {"Cet audit n'a pas de chiffre « " + entry.indicator + " » ici.",
                                   "This audit has no figure \"" + entry.indicator + "\" here."},
                                  {"Vérifier l'indicateur et l'espace.", "Check the indicator and the space."}));
}

const criteria::Norm* norm_of(const criteria::CriteriaSet& set, const IndicatorResult& result) {
  const criteria::Indicator* indicator = set.find(result.id);
  if (indicator == nullptr) return nullptr;
  const auto variant = indicator->norm_variants.find(result.norm_variant);
  return variant == indicator->norm_variants.end() ? &indicator->norm : &variant->second;
}

/// Both scores, and the range that holds both: from the lowest to the highest that either side allows.
void put_scores(Reply& reply, const IndicatorResult& result, const criteria::CriteriaSet& set) {
  reply.value = result.value;
  reply.score = result.score;
  const criteria::Norm* norm = norm_of(set, result);
  if (!reply.other_value || norm == nullptr) return;
  reply.other_score = score(*norm, *reply.other_value, std::nullopt);
  if (!reply.score) return;
  const double low = std::min(reply.score->low.value_or(reply.score->value), reply.other_score->value);
  const double high = std::max(reply.score->high.value_or(reply.score->value), reply.other_score->value);
  reply.range = Score{reply.score->value, low, high};
}

Reply reply_of(const criteria::ReplyEntry& entry) {
  Reply out;
  out.id = entry.id;
  out.indicator = entry.indicator;
  out.space = entry.space;
  out.kind = entry.kind;
  out.reason = entry.reason;
  out.text = entry.text;
  out.by = entry.by;
  out.on = entry.on;
  out.file = entry.file;
  out.sha256 = entry.sha256;
  out.answer_due = entry.answer_due;
  out.other_value = entry.value;
  if (entry.answered) out.answer = ReplyAnswer{entry.outcome, entry.answer, entry.answered_by, entry.answered_on};
  return out;
}

void mark_contested(IndicatorResult& result, const Reply& reply) {
  const Text why = criteria::reply_reason(reply.reason);
  Text text{"Contesté (" + why.fr + "), en attente de réponse : la valeur de l'audit reste en vigueur.",
            "Contested (" + why.en + "), awaiting an answer: the audit's value stays in force."};
  if (!result.value)
    text = {"Contesté (" + why.fr + "), en attente de réponse.", "Contested (" + why.en + "), awaiting an answer."};
  if (result.reason) text = {text.fr + " " + result.reason->text.fr, text.en + " " + result.reason->text.en};
  result.status = Status::contested;
  result.reason = Message{"contested", std::move(text)};
}

}  // namespace

Expected<RepliesRecord> apply_replies(Audit& audit, const criteria::CriteriaSet& set, const criteria::RepliesFile& file,
                                      const std::string& today) {
  RepliesRecord out;
  out.file = file.file;
  out.sha256 = file.sha256;
  out.today = today;
  std::vector<IndicatorResult*> targets;
  for (const criteria::ReplyEntry& entry : file.replies) {
    if (!today.empty() && std::max(entry.on, entry.answered_on) > today)
      return std::unexpected(
          at_entry(file, entry,
                   {"Cette réponse est datée d'après le " + today + ".", "This reply is dated after " + today + "."},
                   {"Corriger la date, ou donner --today.", "Correct the date, or give --today."}));
    auto result = target(audit, file, entry);
    if (!result) return std::unexpected(result.error());
    targets.push_back(*result);
    out.replies.push_back(reply_of(entry));
  }
  // Both values are taken before any figure is marked: two contests on one figure see the same audit.
  for (std::size_t i = 0; i < targets.size(); ++i) put_scores(out.replies[i], *targets[i], set);
  for (std::size_t i = 0; i < targets.size(); ++i)
    if (out.replies[i].open()) mark_contested(*targets[i], out.replies[i]);
  return out;
}

}  // namespace boussole::engine
