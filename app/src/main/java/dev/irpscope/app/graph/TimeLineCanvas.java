package dev.irpscope.app.graph;

import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.view.PaletteColour;
import dev.irpscope.app.viewmodel.SteppingModel;
import dev.irpscope.app.viewmodel.drawing.LabelRow;
import dev.irpscope.app.viewmodel.drawing.Lettering.Hand;
import dev.irpscope.app.viewmodel.drawing.TimeLine;
import dev.irpscope.app.viewmodel.drawing.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Draws a time line and turns places on it into steps. */
final class TimeLineCanvas extends DrawingPane {
  private static final double RIGHT = 60;
  private static final double STRIP_HEIGHT = 7;

  /** A mark, and beside it enough of the line and the bar to be seen. */
  private static final double TICK = 16;

  private final SteppingModel model;
  private final Wording words;
  private Optional<TimeLine> line = Optional.empty();
  private int current = -1;

  /** Width of the longest name of a lane; negative until it is measured. */
  private double names = -1;

  @SuppressWarnings("this-escape") // handlers run later
  TimeLineCanvas(SteppingModel model, Wording words) {
    this.model = model;
    this.words = words;
    setId("time-line-canvas");
    addEventHandler(MouseEvent.MOUSE_PRESSED, e -> goTo(e.getX()));
    addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> goTo(e.getX()));
    addEventHandler(MouseEvent.MOUSE_MOVED, e -> hover(told(e.getX())));
    addEventHandler(MouseEvent.MOUSE_EXITED, _ -> hover(""));
  }

  @Override
  void letteringChanged(FontLettering now) {
    names = -1;
    redraw();
  }

  void show(Optional<TimeLine> next, int step) {
    line = next;
    current = step;
    redraw();
  }

  Optional<TimeLine> line() {
    return line;
  }

  private double left() {
    if (names < 0) {
      names =
          Stream.of("scrubber.dispatch", "scrubber.completion", "scrubber.confidence")
              .mapToDouble(key -> lettering().width(Messages.get(key), Hand.SMALL))
              .max()
              .orElse(0);
    }
    return 14 + names + 34;
  }

  private double x(TimeLine shown, int step) {
    int count = shown.ticks().size();
    double room = Math.max(1, getWidth() - left() - RIGHT);
    return left() + (count == 1 ? room / 2 : room * step / (count - 1));
  }

  private double y(Step.Lane lane) {
    return switch (lane) {
      case DISPATCH -> getHeight() * 0.18;
      case COMPLETION -> getHeight() * 0.55;
    };
  }

  private double stripY() {
    return getHeight() - 17;
  }

  private int stepAt(TimeLine shown, double viewX) {
    int count = shown.ticks().size();
    double room = Math.max(1, getWidth() - left() - RIGHT);
    return Math.clamp(Math.round((viewX - left()) / room * (count - 1)), 0, count - 1);
  }

  private void goTo(double viewX) {
    hover("");
    line.ifPresent(shown -> model.selectStep(stepAt(shown, viewX)));
  }

  private String told(double viewX) {
    return line.map(
            shown -> {
              int index = stepAt(shown, viewX);
              List<Step> steps = model.selection().steps();
              if (index >= steps.size()) {
                return "";
              }
              Step step = steps.get(index);
              String head = Messages.get("scrubber.step", index + 1, steps.size(), step.sentence());
              String trust =
                  step.assumption()
                      .map(a -> Messages.get("scrubber.assumed", a))
                      .orElse(Messages.get("scrubber.followed"));
              return head + "\n" + trust;
            })
        .orElse("");
  }

  @Override
  void draw(GraphicsContext g, double width, double height) {
    line.ifPresent(shown -> {
      names(g);
      lanes(g, shown, width);
      cursor(g, shown);
      obligation(g, shown);
      shown.crossings().forEach(c -> crossing(g, shown, c));
      shown.neverRun().ifPresent(n -> neverRun(g, shown, n, width));
      double pitch = (width - left() - RIGHT) / shown.ticks().size();
      shown.thinned(pitch, TICK, current).forEach(tick -> tick(g, shown, tick));
      for (Step.Lane lane : Step.Lane.values()) {
        labels(g, shown, lane, width);
      }
      strip(g, shown);
    });
  }

  private void names(GraphicsContext g) {
    g.setFont(font(Hand.SMALL));
    g.setTextAlign(TextAlignment.LEFT);
    g.setFill(colour(PaletteColour.TEXT_MUTED));
    g.fillText(Messages.get("scrubber.dispatch"), 14, y(Step.Lane.DISPATCH));
    g.fillText(Messages.get("scrubber.completion"), 14, y(Step.Lane.COMPLETION));
    g.fillText(Messages.get("scrubber.confidence"), 14, stripY() + STRIP_HEIGHT / 2);
  }

  /** Solid from the first to the last step of a lane, dotted where it has none. */
  private void lanes(GraphicsContext g, TimeLine shown, double width) {
    for (Step.Lane lane : Step.Lane.values()) {
      List<Integer> steps =
          shown.ticks().stream().filter(t -> t.lane() == lane).map(TimeLine.Tick::step).toList();
      g.setStroke(colour(PaletteColour.BORDER));
      g.setLineWidth(1.2);
      g.setLineDashes(2, 4);
      g.strokeLine(left() - 14, y(lane), width - RIGHT + 34, y(lane));
      g.setLineDashes();
      if (!steps.isEmpty()) {
        g.setLineWidth(2);
        g.strokeLine(x(shown, steps.getFirst()), y(lane), x(shown, steps.getLast()), y(lane));
      }
    }
  }

  private void cursor(GraphicsContext g, TimeLine shown) {
    if (current >= 0) {
      g.setStroke(colour(PaletteColour.CURRENT));
      g.setLineWidth(1.4);
      g.setLineDashes();
      g.strokeLine(x(shown, current), 6, x(shown, current), stripY() + STRIP_HEIGHT + 3);
    }
  }

  /** From the opening step to the violating one, on the lane of each step; hatched at its end. */
  private void obligation(GraphicsContext g, TimeLine shown) {
    if (shown.obligation().isEmpty()) {
      return;
    }
    int from = shown.obligation().getAsInt();
    int to = shown.violating();
    Color open = colour(PaletteColour.VIOLATION);
    Color pale = open.deriveColor(0, 1, 1, 0.32);
    int begin = from;
    for (int i = from; i < to; i++) {
      Step.Lane lane = shown.ticks().get(i).lane();
      boolean leaves = shown.ticks().get(i + 1).lane() != lane;
      if (leaves || i + 1 == to) {
        double start = x(shown, begin);
        double end = x(shown, leaves ? i : i + 1);
        g.setFill(pale);
        g.fillRect(start, y(lane) - 4.5, end - start, 9);
        if (i + 1 == to && !leaves) {
          hatch(g, Math.max(Math.max(start, x(shown, i)), end - 34), end, y(lane), open);
        }
        begin = i + 1;
      }
    }
  }

  private static void hatch(GraphicsContext g, double from, double to, double y, Color colour) {
    g.setStroke(colour);
    g.setLineWidth(1.4);
    g.setLineDashes();
    for (double x = from; x + 9 <= to; x += 5) {
      g.strokeLine(x, y + 4.5, x + 9, y - 4.5);
    }
  }

  private void crossing(GraphicsContext g, TimeLine shown, TimeLine.Crossing crossing) {
    boolean down = crossing.into() == Step.Lane.COMPLETION;
    arc(
        g,
        x(shown, crossing.from()),
        down ? y(Step.Lane.DISPATCH) : y(Step.Lane.COMPLETION),
        x(shown, crossing.to()),
        down ? y(Step.Lane.COMPLETION) : y(Step.Lane.DISPATCH),
        colour(PaletteColour.PATH));
  }

  private static void arc(
      GraphicsContext g, double fromX, double fromY, double toX, double toY, Color colour) {
    g.setStroke(colour);
    g.setLineWidth(1.6);
    g.setLineDashes(5, 4);
    double middle = (fromX + toX) / 2;
    g.beginPath();
    g.moveTo(fromX, fromY);
    g.bezierCurveTo(middle, fromY, middle, toY, toX, toY);
    g.stroke();
    g.setLineDashes();
  }

  /** A ring of dashes where the routine would run, with an arc from where it was set. */
  private void neverRun(GraphicsContext g, TimeLine shown, TimeLine.NeverRun never, double width) {
    String text = words.neverRuns(never.routine());
    double textWidth = lettering().width(text, Hand.SMALL);
    double start = x(shown, never.set());
    double x = Math.min(start + 70, width - textWidth - 40);
    arc(
        g,
        start,
        y(Step.Lane.DISPATCH),
        x - 8,
        y(Step.Lane.COMPLETION),
        colour(PaletteColour.GHOST));
    g.setFill(colour(PaletteColour.BACKGROUND));
    g.fillRect(x - 8, y(Step.Lane.COMPLETION) - 9, textWidth + 30, 18);
    g.setStroke(colour(PaletteColour.GHOST));
    g.setLineWidth(1.8);
    g.setLineDashes(3, 2.5);
    g.strokeOval(x - 7, y(Step.Lane.COMPLETION) - 7, 14, 14);
    g.setLineDashes();
    g.setFill(colour(PaletteColour.GHOST));
    g.setFont(font(Hand.SMALL));
    g.setTextAlign(TextAlignment.LEFT);
    g.fillText(text, x + 14, y(Step.Lane.COMPLETION));
  }

  private void tick(GraphicsContext g, TimeLine shown, TimeLine.Tick tick) {
    double x = x(shown, tick.step());
    double y = y(tick.lane());
    boolean here = tick.step() == current;
    g.setLineDashes();
    if (here) {
      g.setFill(colour(PaletteColour.BACKGROUND));
      g.fillOval(x - 13, y - 13, 26, 26);
      g.setStroke(colour(PaletteColour.CURRENT));
      g.setLineWidth(2);
      g.strokeOval(x - 12, y - 12, 24, 24);
    }
    g.setFill(here ? colour(PaletteColour.CURRENT) : tickColour(tick));
    double r = here ? 7 : 4.5;
    switch (tick.mark()) {
      case PLAIN -> g.fillOval(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6);
      case ENTRY -> {
        g.fillOval(x - r, y - r, 2 * r, 2 * r);
        g.setFill(colour(PaletteColour.BACKGROUND));
        g.fillOval(x - r * 0.45, y - r * 0.45, r * 0.9, r * 0.9);
      }
      case CALL -> g.fillRect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
      case BRANCH ->
          g.fillPolygon(
              new double[] {x, x + r * 1.25, x, x - r * 1.25},
              new double[] {y - r * 1.25, y, y + r * 1.25, y},
              4);
      case RULE_EVENT -> g.fillOval(x - r * 1.2, y - r * 1.2, r * 2.4, r * 2.4);
      case LOWER_DRIVER ->
          g.fillPolygon(
              new double[] {x - r * 1.2, x + r * 1.2, x},
              new double[] {y - r, y - r, y + r * 1.1},
              3);
      case VIOLATION -> {
        double v = here ? 9.5 : 8;
        g.setFill(colour(PaletteColour.VIOLATION));
        g.fillOval(x - v, y - v, 2 * v, 2 * v);
        cross(g, x, y, v * 0.42, colour(PaletteColour.ON_EMPHASIS));
      }
    }
  }

  private Color tickColour(TimeLine.Tick tick) {
    return switch (tick.mark()) {
      case RULE_EVENT -> colour(PaletteColour.PATH);
      case VIOLATION -> colour(PaletteColour.VIOLATION);
      case PLAIN, ENTRY, CALL, BRANCH, LOWER_DRIVER -> colour(PaletteColour.TEXT_MUTED);
    };
  }

  private void labels(GraphicsContext g, TimeLine shown, Step.Lane lane, double width) {
    List<LabelRow.Wish> wishes = new ArrayList<>();
    String before = "";
    for (TimeLine.Tick tick : shown.ticks()) {
      // The same name again and again says nothing.
      boolean again = tick.weight() < 2 && tick.label().equals(before);
      if (tick.lane() == lane && ((tick.weight() > 0 && !again) || tick.step() == current)) {
        before = tick.label();
        wishes.add(
            new LabelRow.Wish(
                tick.step(),
                x(shown, tick.step()),
                lettering().width(tick.label(), Hand.SMALL),
                tick.labelWeight(current)));
      }
    }
    double y = y(lane) + 21;
    g.setFont(font(Hand.SMALL));
    g.setTextAlign(TextAlignment.LEFT);
    for (LabelRow.Place place : LabelRow.place(wishes, left() - 30, width - 8)) {
      TimeLine.Tick tick = shown.ticks().get(place.id());
      if (tick.step() == current) {
        g.setFill(colour(PaletteColour.BACKGROUND));
        g.fillRect(place.left() - 2, y - 7, place.width() + 4, 14);
      }
      g.setFill(
          switch (tick.mark()) {
            case VIOLATION -> colour(PaletteColour.VIOLATION);
            case RULE_EVENT -> colour(PaletteColour.PATH);
            case PLAIN, ENTRY, CALL, BRANCH, LOWER_DRIVER ->
                colour(tick.step() == current ? PaletteColour.TEXT : PaletteColour.TEXT_MUTED);
          });
      g.fillText(tick.label(), place.left(), y);
    }
  }

  /** Solid where code was followed, striped where something was assumed. */
  private void strip(GraphicsContext g, TimeLine shown) {
    int count = shown.ticks().size();
    double half = count == 1 ? 20 : (x(shown, 1) - x(shown, 0)) / 2;
    Color followed = colour(PaletteColour.PATH).deriveColor(0, 1, 1, 0.55);
    int begin = 0;
    for (int i = 0; i < count; i++) {
      boolean assumed = shown.ticks().get(i).assumption().isPresent();
      double to = Math.min(getWidth() - RIGHT, x(shown, i) + half);
      if (assumed) {
        stripes(g, Math.max(left(), x(shown, i) - half), to);
        begin = i + 1;
      } else if (i + 1 == count || shown.ticks().get(i + 1).assumption().isPresent()) {
        double from = Math.max(left(), x(shown, begin) - half);
        g.setFill(followed);
        g.fillRect(from, stripY(), to - from, STRIP_HEIGHT);
        begin = i + 1;
      }
    }
  }

  private void stripes(GraphicsContext g, double from, double to) {
    g.setStroke(colour(PaletteColour.TEXT));
    g.setLineDashes();
    g.setLineWidth(1.1);
    g.strokeRect(from + 0.5, stripY() + 0.5, Math.max(1, to - from - 1), STRIP_HEIGHT - 1);
    g.save();
    g.beginPath();
    g.rect(from, stripY(), to - from, STRIP_HEIGHT);
    g.clip();
    for (double x = from - STRIP_HEIGHT; x < to; x += 5) {
      g.strokeLine(x, stripY() + STRIP_HEIGHT, x + STRIP_HEIGHT, stripY());
    }
    g.restore();
    if (to - from > 26) {
      g.setFill(colour(PaletteColour.BACKGROUND));
      g.fillRect((from + to) / 2 - 6, stripY() - 1, 12, STRIP_HEIGHT + 2);
      g.setFill(colour(PaletteColour.TEXT));
      g.setFont(font(Hand.SMALL));
      g.setTextAlign(TextAlignment.CENTER);
      g.fillText("?", (from + to) / 2, stripY() + STRIP_HEIGHT / 2);
    }
  }
}
