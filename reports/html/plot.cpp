#include "reports/html/plot.h"

#include <algorithm>

namespace boussole::reports::html {
namespace {

constexpr double kLeft = 88, kRight = 624, kTop = 16, kBottom = 300, kHeight = 312;

class Frame {
 public:
  Frame(Page& page, const Plot& plot) : page_(page), plot_(plot) {}

  double x(double value) const { return place(value, plot_.x_from, plot_.x_to, kLeft, kRight); }
  double y(double value) const { return place(value, plot_.y_from, plot_.y_to, kBottom, kTop); }

  void axes() { page_.html("<path class=\"frame\" fill=\"none\" d=\"M88 16V300H624\"/>"); }

  void line(const Plot::Line& line) {
    if (line.points.empty()) return;
    if (line.dashed)
      page_.html("<polyline class=\"limit dashed\" points=\"");
    else
      page_.html("<polyline class=\"limit\" points=\"");
    for (const auto& [px, py] : line.points) page_.coordinate(x(px)).html(",").coordinate(y(py)).html(" ");
    page_.html("\"/>");
  }

  void point(const Plot::Point& point) {
    const double px = x(point.x), py = y(point.y);
    if (point.mark == Plot::Mark::strong) {
      page_.html("<path class=\"point\" d=\"M").coordinate(px).html(" ").coordinate(py - 7).html("L");
      page_.coordinate(px + 7).html(" ").coordinate(py).html("L").coordinate(px).html(" ").coordinate(py + 7);
      page_.html("L").coordinate(px - 7).html(" ").coordinate(py).html("Z\"/>");
    } else if (point.mark == Plot::Mark::hollow) {
      page_.html("<circle class=\"ring\" r=\"5\" cx=\"").coordinate(px).html("\" cy=\"").coordinate(py).html("\"/>");
    } else {
      page_.html("<circle class=\"point\" r=\"3\" cx=\"").coordinate(px).html("\" cy=\"").coordinate(py).html("\"/>");
    }
  }

 private:
  static double place(double value, double from, double to, double start, double end) {
    const double share = to > from ? std::clamp((value - from) / (to - from), 0.0, 1.0) : 0.5;
    return start + share * (end - start);
  }

  Page& page_;
  const Plot& plot_;
};

/// Texts stand under the picture, where they keep their size and contrast on any screen.
void put_ticks(Page& page, const char* arrow, const std::string& title, const std::vector<Plot::Tick>& ticks) {
  page.html("<li>").text(arrow).text(" ").text(title);
  for (std::size_t i = 0; i < ticks.size(); ++i) page.text(i == 0 ? page.type().colon() : " · ").text(ticks[i].text);
  page.html("</li>");
}

void put_names(Page& page, const Plot& plot) {
  for (const Plot::Mark mark : {Plot::Mark::hollow, Plot::Mark::strong}) {
    std::vector<std::string> names;
    for (const Plot::Point& point : plot.points)
      if (point.mark == mark) names.push_back(point.name + " (" + point.shown + ")");
    if (names.empty()) continue;
    page.html("<li>").text(mark == Plot::Mark::hollow ? "○ " : "◆ ").text(page.type().list(names)).html("</li>");
  }
}

}  // namespace

void write_plot(Page& page, const Plot& plot) {
  static_assert(kHeight == 312 && kLeft == 88 && kBottom == 300);  // the literals of the frame
  const std::string id = std::to_string(page.next_id());
  page.html("<p class=\"sub\">").text(plot.y_title).html("</p><div class=\"plot\">");
  page.html("<svg viewBox=\"0 0 640 312\" role=\"img\" focusable=\"false\" aria-labelledby=\"p").text(id);
  page.html("\"><title id=\"p").text(id).html("\">").text(plot.caption).html("</title>");
  Frame frame(page, plot);
  frame.axes();
  for (const Plot::Line& line : plot.lines) frame.line(line);
  for (const Plot::Point& point : plot.points) frame.point(point);
  page.html("</svg><ul class=\"meta\">");
  put_ticks(page, "↑", plot.y_title, plot.y_ticks);
  put_ticks(page, "→", plot.x_title, plot.x_ticks);
  put_names(page, plot);
  page.html("</ul></div>");
}

}  // namespace boussole::reports::html
