package dev.irpscope.app.view;

import dev.irpscope.app.source.CodePart;
import dev.irpscope.app.viewmodel.drawing.CodeWrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableNumberValue;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Puts code and remarks into a row of the source, broken where the list has no more room. */
final class CodeFlow {
  /** Padding, spacing and the scroll bar beside a row's text. */
  private static final double FLOW_MARGIN = 34;

  /** At most this part of a line that is too long is indentation. */
  private static final int LEAST_ROOM = 4;

  private final ListCell<?> cell;
  private final HBox content;
  private final Consumer<String> names;
  private final SourceLines lines;
  private final CodeColumns columns;

  /**
   * @param cell whose list sets the width
   * @param content where the row's text goes
   * @param names told of a name that was clicked with Ctrl
   * @param lines what becomes of a line that is wider than the list
   * @param columns how many letters the list has room for
   */
  CodeFlow(
      ListCell<?> cell,
      HBox content,
      Consumer<String> names,
      SourceLines lines,
      CodeColumns columns) {
    this.cell = cell;
    this.content = content;
    this.names = names;
    this.lines = lines;
    this.columns = columns;
  }

  /** A line of code and what is said behind it. */
  void line(String text, List<CodePart> code, List<? extends Node> added) {
    if (lines == SourceLines.WHOLE) {
      content.getChildren().add(code(code));
      content.getChildren().addAll(added);
      return;
    }
    String shown = text.replace("\t", "    ");
    int indent = shown.length() - shown.stripLeading().length();
    if (lines == SourceLines.WRAPPED_NARROW) {
      indent /= 2;
    }
    String stripped = shown.strip();
    // What was moved far to the right to stand below something else gives way first.
    int room = columns.count();
    indent = Math.min(indent, Math.max(room / LEAST_ROOM, room - stripped.length()));
    List<Text> parts = texts(code);
    cutIndent(parts, shown.length() - shown.stripLeading().length());
    insertBreaks(parts, CodeWrap.breaks(stripped, room - indent));
    TextFlow flow = new TextFlow(parts.toArray(Text[]::new));
    for (Node node : added) {
      flow.getChildren().addAll(new Text("  "), node);
    }
    flow.getStyleClass().add("row-flow");
    flow.setMinWidth(0);
    int before = indent;
    flow.paddingProperty()
        .bind(columns.letter().map(wide -> new Insets(0, 0, 0, before * wide.doubleValue())));
    bindWidth(flow, new SimpleDoubleProperty(0));
    content.getChildren().add(flow);
  }

  private static void cutIndent(List<Text> parts, int letters) {
    int left = letters;
    for (Text part : parts) {
      int cut = Math.min(left, part.getText().length());
      part.setText(part.getText().substring(cut));
      left -= cut;
    }
  }

  private static void insertBreaks(List<Text> parts, List<Integer> breaks) {
    int begin = 0;
    for (Text part : parts) {
      String text = part.getText();
      StringBuilder broken = new StringBuilder(text);
      int end = begin + text.length();
      for (int i = breaks.size() - 1; i >= 0; i--) {
        int at = breaks.get(i);
        if (begin <= at && at < end) {
          broken.insert(at - begin, '\n');
        }
      }
      part.setText(broken.toString());
      begin = end;
    }
  }

  /** As wide as the list lets it be; labels in it are no wider. */
  private void bindWidth(TextFlow flow, ObservableNumberValue besides) {
    for (Node part : flow.getChildren()) {
      if (part instanceof Label label) {
        label.setWrapText(true);
        label.setMinWidth(0);
        label.maxWidthProperty().bind(flow.prefWidthProperty());
      }
    }
    if (cell.getListView() != null) {
      flow.prefWidthProperty()
          .bind(
              cell.getListView()
                  .widthProperty()
                  .subtract(columns.gutter())
                  .subtract(besides)
                  .subtract(FLOW_MARGIN));
    }
  }

  /** Letters to be read from afar leave no room for the whole depth of the code. */
  private static String halved(String white) {
    return white.replace("\t", "    ").replace("  ", " ");
  }

  /** What does not fit beside the indentation goes on below, behind the same indentation. */
  void behind(Node indent, List<Node> parts) {
    TextFlow flow = new TextFlow(parts.toArray(Node[]::new));
    flow.getStyleClass().add("row-flow");
    flow.setMinWidth(0);
    content.getChildren().addAll(indent, flow);
    if (indent instanceof Region before) {
      bindWidth(flow, before.widthProperty().add(content.spacingProperty()));
    }
  }

  Node indent(String white) {
    String shown = lines == SourceLines.WRAPPED_NARROW ? halved(white) : white;
    return code(List.of(new CodePart(shown.isEmpty() ? " " : shown, CodePart.Kind.TEXT)));
  }

  private TextFlow code(List<CodePart> parts) {
    TextFlow flow = new TextFlow(texts(parts).toArray(Text[]::new));
    flow.setMinWidth(Region.USE_PREF_SIZE);
    return flow;
  }

  private List<Text> texts(List<CodePart> parts) {
    List<Text> texts = new ArrayList<>();
    for (CodePart part : parts) {
      Text text = new Text(part.text().replace("\t", "    "));
      text.getStyleClass().addAll("code", "code-" + part.kind().name().toLowerCase(Locale.ROOT));
      if (part.kind() != CodePart.Kind.COMMENT && part.kind() != CodePart.Kind.STRING) {
        text.setOnMousePressed(event -> {
          if (event.isShortcutDown()) {
            names.accept(part.text().strip());
            event.consume();
          }
        });
      }
      texts.add(text);
    }
    if (texts.isEmpty()) {
      Text blank = new Text(" ");
      blank.getStyleClass().add("code");
      texts.add(blank);
    }
    return texts;
  }
}
