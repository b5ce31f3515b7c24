#include "cli/pull_progress.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <optional>

#include "engine/json/writer.h"

namespace boussole::cli {
namespace {

using connectors::pull::PullProgress;

std::string whole(double value) { return std::to_string(static_cast<std::int64_t>(std::llround(value))); }

std::string size_text(std::uint64_t bytes, Language language) {
  const bool fr = language == Language::fr;
  if (bytes < 1000) return std::to_string(bytes) + (fr ? " o" : " B");
  if (bytes < 1'000'000) return std::to_string(bytes / 1000) + (fr ? " ko" : " kB");
  const std::string tenth = std::to_string(bytes / 100'000 % 10);
  return std::to_string(bytes / 1'000'000) + (fr ? "," : ".") + tenth + (fr ? " Mo" : " MB");
}

std::string duration_text(double seconds) {
  if (seconds < 90) return whole(seconds) + " s";
  if (seconds < 90 * 60) return whole(seconds / 60) + " min";
  return whole(seconds / 3600) + " h";
}

}  // namespace

std::string progress_line(const PullProgress& p, Language language) {
  const bool fr = language == Language::fr;
  std::string out = p.what.in(language);
  if (p.total) {
    out += fr ? " : " : ": ";
    out += std::to_string(p.done) + (fr ? " sur " : " of ") + std::to_string(*p.total);
  } else if (p.done > 0) {
    out += (fr ? " : " : ": ") + std::to_string(p.done);
  }
  out += fr ? " ; " : "; ";
  out += std::to_string(p.answers) + (fr ? " réponses, " : " answers, ") + size_text(p.bytes, language);
  if (p.per_minute > 0) out += ", " + whole(p.per_minute) + (fr ? " par minute" : " a minute");
  if (p.seconds_left) out += (fr ? " ; reste " : "; ") + duration_text(*p.seconds_left) + (fr ? "" : " left");
  if (p.waiting >= 3) out += (fr ? " ; attente de " : "; waiting ") + duration_text(p.waiting);
  return out;
}

std::string progress_json(const PullProgress& p, Language language) {
  json::Writer out;
  out.begin_object().member("what", p.what.in(language)).member("done", p.done).member("total", p.total);
  out.member("requests", p.requests).member("answers", p.answers).member("bytes", p.bytes);
  out.member("per_minute", std::round(p.per_minute * 10) / 10);
  out.member("seconds_left",
             p.seconds_left ? std::optional<std::int64_t>(std::llround(*p.seconds_left)) : std::nullopt);
  out.member("waiting", static_cast<std::int64_t>(std::ceil(p.waiting))).end_object();
  // A text holds no raw line end: those there are only stand between members.
  std::string text = out.take(), line;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n') {
      line += text[i];
      continue;
    }
    while (i + 1 < text.size() && text[i + 1] == ' ') ++i;
  }
  return line;
}

void ProgressDisplay::show(const PullProgress& progress) {
  if (style_ == Style::none) return;
  const std::int64_t now =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
          .count();
  const std::int64_t between = style_ == Style::lines ? 10'000 : style_ == Style::json ? 1000 : 200;
  const bool other = progress.what.en != last_what_;
  if (!other && now - last_ < between) return;
  last_ = now;
  last_what_ = progress.what.en;
  std::string line;
  if (style_ == Style::json) line = progress_json(progress, language_) + "\n";
  if (style_ == Style::lines) line = progress_line(progress, language_) + "\n";
  if (style_ == Style::redrawn) line = "\r\033[K" + progress_line(progress, language_);
  std::fwrite(line.data(), 1, line.size(), stderr);
}

void ProgressDisplay::end() const {
  if (style_ == Style::redrawn) std::fputs("\r\033[K", stderr);
}

}  // namespace boussole::cli
