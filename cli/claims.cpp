#include "cli/claims.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "cli/files.h"
#include "criteria/policy.h"
#include "criteria/replies_file.h"
#include "engine/base/sha256.h"
#include "engine/claims.h"
#include "engine/scoring/contested_axes.h"
#include "engine/scoring/evidence.h"
#include "engine/scoring/evidence_proofs.h"
#include "engine/scoring/replies.h"

namespace boussole::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMostBytes = 32u << 20;
constexpr int kMostYearsAfter = 20;  ///< the data, without --today
constexpr std::uintmax_t kMostProofBytes = 512u << 20;

/// same | different | not_here; a file too big to be read is not here.
std::string compare_file(const fs::path& path, const std::string& sha256) {
  std::error_code failed;
  if (!fs::is_regular_file(path, failed) || fs::file_size(path, failed) > kMostProofBytes || failed) return "not_here";
  const auto bytes = read_whole(path);
  if (!bytes) return "not_here";
  return boussole::sha256(*bytes) == sha256 ? "same" : "different";
}

std::string newest_reply(const criteria::RepliesFile& file) {
  std::string out;
  for (const criteria::ReplyEntry& reply : file.replies) out = std::max({out, reply.on, reply.answered_on});
  return out;
}

/// One date far away would make every document out of date and every answer overdue.
Error far_away(const std::string& day) {
  Error error;
  error.kind = Error::Kind::usage;
  error.what = {"Une pièce ou une réponse est datée du " + day + ", loin après les données.",
                "A document or a reply is dated " + day + ", long after the data."};
  error.remedy = {"Corriger la date, ou donner --today.", "Correct the date, or give --today."};
  return error;
}

/// Where a file lies on this machine is nobody's business.
std::string base_name(const std::string& path) { return fs::path(path).filename().string(); }

}  // namespace

Expected<criteria::EvidenceGuide> evidence_guide(const std::string& criteria_folder, const criteria::CriteriaSet& set) {
  if (criteria_folder.empty()) return criteria::built_in_evidence_guide();
  return criteria::load_evidence_guide(criteria_folder, set);
}

Expected<std::string> read_statement(const std::string& path) {
  std::error_code failed;
  if (fs::is_regular_file(path, failed) && fs::file_size(path, failed) > kMostBytes) {
    Error error;
    error.file = path;
    error.what = {"Ce fichier dépasse 32 Mo.", "This file is over 32 MB."};
    error.remedy = {"Joindre les pièces par leur nom, pas dans le fichier.",
                    "Attach documents by name, not in the file."};
    return std::unexpected(error);
  }
  return read_whole(path);
}

Expected<criteria::EvidenceFile> load_evidence(const std::string& path, const criteria::CriteriaSet& set,
                                               const criteria::EvidenceGuide& guide) {
  auto text = read_statement(path);
  if (!text) return std::unexpected(text.error());
  auto file = criteria::read_evidence(*text, path, set, guide);
  if (!file) return file;
  const fs::path folder = fs::path(path).parent_path();
  for (criteria::EvidenceAnswer& answer : file->answers)
    for (criteria::EvidenceProof& proof : answer.proofs)
      if (!proof.file.empty() && !proof.sha256.empty())
        proof.file_check = compare_file(folder / proof.file, proof.sha256);
  return file;
}

Expected<void> check_day(const std::string& option, const std::string& text) {
  if (text.empty() || criteria::is_date(text)) return {};
  Error error;
  error.kind = Error::Kind::usage;
  error.what = {option + " « " + text + " » n'est pas une date.", option + " “" + text + "” is not a date."};
  error.remedy = {"Écrivez AAAA-MM-JJ.", "Write YYYY-MM-DD."};
  return std::unexpected(error);
}

Expected<ClaimsInput> read_claims(const ClaimsArguments& arguments, const std::string& criteria_folder,
                                  const criteria::CriteriaSet& set) {
  ClaimsInput out;
  if (auto day = check_day("--today", arguments.today); !day) return std::unexpected(day.error());
  out.today = arguments.today;
  if (!arguments.evidence.empty()) {
    auto guide = evidence_guide(criteria_folder, set);
    if (!guide) return std::unexpected(guide.error());
    out.guide = std::move(*guide);
    auto evidence = load_evidence(arguments.evidence, set, out.guide);
    if (!evidence) return std::unexpected(evidence.error());
    out.evidence = std::move(*evidence);
    auto bytes = read_statement(arguments.evidence);
    if (!bytes) return std::unexpected(bytes.error());
    out.evidence_bytes = std::move(*bytes);
  }
  if (!arguments.replies.empty()) {
    auto bytes = read_statement(arguments.replies);
    if (!bytes) return std::unexpected(bytes.error());
    auto replies = criteria::read_replies(*bytes, arguments.replies, set);
    if (!replies) return std::unexpected(replies.error());
    out.replies = std::move(*replies);
    out.replies_bytes = std::move(*bytes);
  }
  return out;
}

Expected<void> apply_claims(const ClaimsInput& input, const criteria::CriteriaSet& set, engine::Audit& audit) {
  if (!input.evidence && !input.replies) return {};
  std::string today = input.today;
  if (today.empty()) {
    today = audit.as_of;
    if (input.evidence) today = std::max(today, input.evidence->on);
    if (input.replies) today = std::max(today, newest_reply(*input.replies));
    if (!audit.as_of.empty() && today > engine::years_later(audit.as_of, kMostYearsAfter))
      return std::unexpected(far_away(today));
  }
  engine::Claims claims;
  if (input.evidence) {
    const engine::EvidenceRules rules{today, input.evidence->by, audit.parameters.level};
    claims.evidence = engine::apply_evidence(audit, set, input.guide, *input.evidence, rules);
    claims.evidence->file = base_name(input.evidence->file);
  }
  if (input.replies) {
    auto record = engine::apply_replies(audit, set, *input.replies, today);
    if (!record) return std::unexpected(record.error());
    record->file = base_name(input.replies->file);
    claims.replies = std::move(*record);
  }
  engine::rescore(audit, set);
  if (claims.replies) claims.replies->axes = engine::contested_axes(audit, set, *claims.replies);
  audit.claims = std::make_shared<const engine::Claims>(std::move(claims));
  return {};
}

}  // namespace boussole::cli
