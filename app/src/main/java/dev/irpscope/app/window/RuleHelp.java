package dev.irpscope.app.window;

import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.RulePage;
import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;

/** The page of a rule in a window of its own, which can stay open beside the path. */
final class RuleHelp {
  private RuleHelp() {}

  static void show(Rule rule, Window owner) {
    RulePage page = RulePage.of(rule);
    Dialog<ButtonType> dialog = new Dialog<>();
    Dressed.like(owner.getScene(), dialog, 820);
    dialog.initModality(Modality.NONE);
    dialog.setTitle(page.title());
    dialog.getDialogPane().setId("rule-help");
    dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
    VBox body = new VBox();
    body.getStyleClass().add("rule-page");
    page.parts().forEach(part -> body.getChildren().add(node(part)));
    if (!page.link().isEmpty()) {
      TextField link = new TextField(page.link());
      link.setId("rule-link");
      link.setEditable(false);
      link.setAccessibleText(Messages.get("rule.link"));
      body.getChildren().addAll(new Label(Messages.get("rule.link")), link);
    }
    ScrollPane scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.setPrefSize(760, 620);
    dialog.getDialogPane().setContent(scroll);
    dialog.show();
  }

  private static Node node(RulePage.Part part) {
    return switch (part) {
      case RulePage.Part.Heading(String text) -> label(text, "rule-heading");
      case RulePage.Part.Paragraph(String text) -> label(text, "rule-paragraph");
      case RulePage.Part.Verbatim(String text, boolean code) -> {
        Label label = new Label(text);
        label.getStyleClass().addAll("code", code ? "rule-code" : "rule-table");
        yield label;
      }
    };
  }

  private static Label label(String text, String style) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add(style);
    return label;
  }
}
