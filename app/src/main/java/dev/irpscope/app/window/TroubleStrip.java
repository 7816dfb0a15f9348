package dev.irpscope.app.window;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.report.FunctionCoverage;
import dev.irpscope.analysis.report.MissingHeaders;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.Screen;
import dev.irpscope.app.viewmodel.WindowModel;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** What could not be read: a count, and on request each place with its file and line. */
final class TroubleStrip extends VBox {
  /**
   * A place and what is wrong there.
   *
   * @param place where to look; empty for trouble with a file as a whole
   */
  private record Trouble(String where, String message, Optional<Span> place) {
    static final Comparator<Trouble> BY_PLACE =
        Comparator.comparing((Trouble t) -> t.place().map(s -> s.file().path()).orElse(t.where()))
            .thenComparing(t -> t.place().map(Span::line).orElse(0))
            .thenComparing(Trouble::message);
  }

  private static final double ROW = 26;
  private static final int ROWS = 6;

  /** In a low window the panes below need what the others would take. */
  private static final int LOW_ROWS = 2;

  private final Label text = new Label();
  private final Hyperlink details = new Hyperlink(Messages.get("trouble.show"));
  private final ListView<Trouble> list = new ListView<>();
  private final Label headers = new Label();
  private final HBox headersLine;
  private boolean dismissed;

  /**
   * @param reveal shows a place in the source
   */
  TroubleStrip(WindowModel model, Commands commands, Consumer<Span> reveal) {
    setId("trouble-strip");
    getStyleClass().add("trouble-strip");
    text.setId("trouble-text");
    text.setMinWidth(0);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    details.setId("trouble-show");
    details.setFocusTraversable(false);
    details.setMinWidth(Region.USE_PREF_SIZE);
    details.setOnAction(_ -> showList(!list.isVisible()));
    Button close = new Button(Messages.get("trouble.hide"));
    close.getStyleClass().add("chip-button");
    close.setFocusTraversable(false);
    close.setMinWidth(Region.USE_PREF_SIZE);
    close.setOnAction(_ -> {
      dismissed = true;
      setShown(false);
    });
    HBox line = new HBox(new FontIcon("mdi2a-alert-outline"), text, details, close);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("trouble-line");
    list.setId("trouble-list");
    list.setFixedCellSize(ROW);
    list.setCellFactory(_ -> new Cell(reveal));
    headers.setId("missing-headers");
    headers.setMinWidth(0);
    headers.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(headers, Priority.ALWAYS);
    Button add = commands.button("addHeaderFolder", new Region(), "");
    add.setGraphic(null);
    add.setId("trouble-addHeaderFolder");
    add.getStyleClass().add("chip-button");
    add.setText(Commands.name("addHeaderFolder"));
    add.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(text, Priority.SOMETIMES);
    headersLine = new HBox(new FontIcon("mdi2f-file-question-outline"), headers, add);
    headersLine.setAlignment(Pos.CENTER_LEFT);
    headersLine.getStyleClass().add("trouble-headers");
    headersLine.setMinWidth(0);
    HBox.setHgrow(headersLine, Priority.ALWAYS);
    line.getChildren().add(2, headersLine);
    getChildren().addAll(line, list);
    showList(false);
    model
        .screenProperty()
        .subscribe(screen -> {
          switch (screen) {
            case Screen.Opened(_, var folder) -> show(folder);
            case Screen.Start _, Screen.Analysing _, Screen.Stopped _, Screen.Problem _ -> {
              dismissed = false;
              setShown(false);
            }
          }
        });
  }

  private void show(AnalysedFolder folder) {
    Set<Trouble> troubles = new TreeSet<>(Trouble.BY_PLACE);
    Set<String> told = new HashSet<>();
    for (Diagnostic diagnostic : folder.report().coverage().diagnostics()) {
      if (diagnostic.severity() != Diagnostic.Severity.NOTE) {
        troubles.add(
            new Trouble(
                diagnostic.span().map(TroubleStrip::place).orElse(diagnostic.path()),
                diagnostic.message(),
                diagnostic.span()));
        told.add(diagnostic.path() + diagnostic.message());
      }
    }
    for (FunctionCoverage function : folder.report().coverage().functions()) {
      boolean holed =
          switch (function.status()) {
            case PARTIAL, SKIPPED -> true;
            case ANALYSED, INACTIVE -> false;
          };
      if (holed && !told.contains(function.span().file().path() + function.reason())) {
        troubles.add(
            new Trouble(
                place(function.span()),
                Messages.get("trouble.function", function.function(), function.reason()),
                Optional.of(function.span())));
      }
    }
    list.getItems().setAll(troubles);
    boolean low = getScene() != null && StripStack.isLow(getScene().getHeight());
    list.setPrefHeight(Math.min(low ? LOW_ROWS : ROWS, troubles.size()) * ROW + 6);
    list.setMinHeight(list.getPrefHeight());
    text.setText(Messages.count("trouble", troubles.size()));
    showHeaders(folder.report().coverage().missingHeaders());
    showList(false);
    setShown(!troubles.isEmpty() && !dismissed);
  }

  private void showHeaders(MissingHeaders missing) {
    boolean any = !missing.headers().isEmpty();
    headersLine.setVisible(any);
    headersLine.setManaged(any);
    headers.setText(
        Messages.get(
            "trouble.headers",
            Messages.count("trouble.headers.missing", missing.headers().size()),
            Messages.count("trouble.headers.functions", missing.functions()),
            String.join(
                ", ", missing.headers().stream().map(MissingHeaders.Header::name).toList())));
    headers.setTooltip(
        new Tooltip(
            missing.headers().stream()
                .limit(25)
                .map(one ->
                    Messages.get(
                        "trouble.headers.tip",
                        one.name(),
                        Messages.count("trouble.headers.functions", one.functions()),
                        place(one.place())))
                .collect(Collectors.joining("\n"))));
  }

  private static String place(Span span) {
    return span.file().path() + ":" + span.line();
  }

  private void setShown(boolean on) {
    setVisible(on);
    setManaged(on);
  }

  private void showList(boolean on) {
    list.setVisible(on);
    list.setManaged(on);
    details.setText(Messages.get(on ? "trouble.less" : "trouble.show"));
  }

  private static final class Cell extends ListCell<Trouble> {
    private final Hyperlink where = new Hyperlink();
    private final Label message = new Label();
    private final HBox row = new HBox(where, message);

    Cell(Consumer<Span> reveal) {
      row.getStyleClass().add("trouble-row");
      row.setAlignment(Pos.CENTER_LEFT);
      where.setMinWidth(Region.USE_PREF_SIZE);
      where.setOnAction(
          _ -> Optional.ofNullable(getItem()).flatMap(Trouble::place).ifPresent(reveal));
    }

    @Override
    protected void updateItem(@Nullable Trouble item, boolean empty) {
      super.updateItem(item, empty);
      setText(null);
      if (empty || item == null) {
        setGraphic(null);
        return;
      }
      where.setText(item.where());
      message.setText(item.message());
      setGraphic(row);
    }
  }
}
