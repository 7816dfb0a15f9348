package dev.irpscope.analysis.rule.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.SourceFile;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RuleFileTest {
  private static final String HEAD =
      """
      model wdm
      severity defect
      group "G"
      source "wdm-mine"
      summary "S"
      clause "C"
      consequence "K"
      entry dispatch
      track irp : irp
      """;

  /**
   * Reads a rule with one item a line after its nine lines of head; line 11 is the first of them.
   */
  private static RuleFile rule(String items) {
    return read("rule Mine {\n" + HEAD + items + "\n}\n");
  }

  private static RuleFile read(String text) {
    return RuleFile.read(new SourceFile("mine.rule", SourceFile.Place.INCLUDED, text));
  }

  private static List<String> told(RuleFile file) {
    return file.diagnostics().stream()
        .map(one ->
            one.span().map(at -> at.line() + ":" + at.column()).orElse("-")
                + " "
                + one.code()
                + " "
                + one.message())
        .toList();
  }

  private static final String SOUND =
      """
      state Idle initial
      state Owed obligation
      Idle -> Owed on call Send(_, irp)
      Owed -> violation "{irp} is lost." on exit
      """;

  @Test
  void readsASoundRule() {
    RuleFile file = rule(SOUND);
    assertEquals(List.of(), told(file));
    Rule mine = file.rules().getFirst();
    assertEquals("Mine", mine.name());
    assertEquals(2, mine.states().size());
    assertEquals(
        List.of("IoCallDriver", "IofCallDriver", "PoCallDriver"),
        List.copyOf(mine.watched().functions()));
  }

  @Test
  void namesAnUnknownStateAndTheOneThatWasMeant() {
    RuleFile file = rule(SOUND.replace("-> Owed on", "-> Owedd on"));
    assertEquals(
        List.of(
            "1:6 RULE-UNREACHABLE In rule 'Mine' state 'Owed' can never be reached.",
            "13:9 RULE-UNKNOWN There is no state 'Owedd'. Did you mean 'Owed'?"),
        told(file));
    assertEquals(List.of(), file.rules());
  }

  @Test
  void tellsAnUnreachableState() {
    RuleFile file = rule(SOUND + "state Far\n");
    assertEquals(
        List.of("1:6 RULE-UNREACHABLE In rule 'Mine' state 'Far' can never be reached."),
        told(file));
  }

  @Test
  void tellsAnUnknownPredicate() {
    RuleFile file = rule(SOUND.replace("on exit", "on exit gives s when suceeded(s)"));
    assertEquals(
        List.of("14:57 RULE-UNKNOWN There is no predicate 'suceeded'. Did you mean 'succeeded'?"),
        told(file));
  }

  @Test
  void tellsAPredicateWithTooManyArguments() {
    RuleFile file = rule(SOUND.replace("on exit", "on exit gives s when succeeded(s, s)"));
    assertEquals(
        List.of("14:57 RULE-ARITY Predicate 'succeeded' takes 1 argument, here are 2."),
        told(file));
  }

  @Test
  void tellsANameWithoutAValue() {
    RuleFile file = rule(SOUND.replace("on exit", "on exit when status == STATUS_PENDING"));
    assertEquals(
        List.of(
            "14:49 RULE-UNBOUND 'status' has no value here: it is neither tracked, declared, nor"
                + " bound by this event."),
        told(file));
  }

  @Test
  void tellsAMessageThatNamesNothing() {
    RuleFile file = rule(SOUND.replace("{irp}", "{iro}"));
    assertEquals(
        List.of(
            "14:19 RULE-UNBOUND The message names {iro}, which has no value here. Known here: ddi,"
                + " dispatch, irp, irql."),
        told(file));
  }

  @Test
  void tellsAViolationWithoutAMessage() {
    RuleFile file = rule(SOUND.replace("\"{irp} is lost.\" ", ""));
    assertEquals(
        List.of("14:9 RULE-INCOMPLETE This violation has no message: write it in quotes."),
        told(file));
  }

  @Test
  void countsTheArgumentsOfKnownFunctions() {
    RuleFile file = rule(SOUND.replace("Send(_, irp)", "IoCompleteRequest(irp)"));
    assertEquals(
        List.of("13:17 RULE-ARITY 'IoCompleteRequest' takes 2 arguments (irp, boost), here are 1."),
        told(file));
  }

  @Test
  void leavesUnknownFunctionsUncounted() {
    assertEquals(
        List.of(), told(rule(SOUND.replace("Send(_, irp)", "MyOwnFunction(irp, _, _, _)"))));
  }

  @Test
  void tellsWhatIsDeclaredAndNeverUsed() {
    assertEquals(
        List.of("1:6 RULE-UNUSED In rule 'Mine' nothing ever reads variable 'seen'."),
        told(rule("flag seen\n" + SOUND)));
    RuleFile untracked =
        rule(
            """
            state Idle initial
            Idle -> violation "lost" on exit
            """);
    assertEquals(
        List.of(
            "1:6 RULE-UNUSED In rule 'Mine' it tracks 'irp', but no event or message mentions it."),
        told(untracked));
  }

  @Test
  void tellsNamesGivenTwice() {
    RuleFile file = rule(SOUND + "state Idle\nflag irp\n");
    assertEquals(
        List.of(
            "15:7 RULE-DUPLICATE The name 'Idle' is taken by another state of this rule.",
            "16:6 RULE-DUPLICATE The name 'irp' is taken by another variable or tracked object of"
                + " this rule."),
        told(file).stream().filter(one -> one.contains("DUPLICATE")).toList());
  }

  @Test
  void tellsTwoRulesOfOneName() {
    String one = "rule Mine {\n" + HEAD + SOUND + "}\n";
    RuleFile file = read(one + one);
    assertEquals(1, file.rules().size());
    assertEquals(List.of("16:6 RULE-DUPLICATE There are two rules named 'Mine'."), told(file));
  }

  @Test
  void tellsEachBrokenLineOnceAndKeepsOtherRules() {
    String sound = "rule Fine {\n" + HEAD + SOUND + "}\n";
    RuleFile file =
        read(
            "rule Mine {\n"
                + HEAD
                + """
                state Idle initial
                state = Broken
                Idle -> on exit
                }
                """
                + sound);
    assertEquals(
        List.of(
            "12:7 RULE-SYNTAX In a line of a rule, '=' stands where a name is expected.",
            "13:9 RULE-SYNTAX 'on' is a word of the rule language and cannot be a name in the"
                + " target of a transition; choose another name."),
        told(file));
    assertEquals(List.of("Fine"), file.rules().stream().map(Rule::name).toList());
  }

  @Test
  void tellsATextThatIsNotClosed() {
    RuleFile file = rule(SOUND.replace("is lost.\"", "is lost."));
    assertEquals(
        List.of("14:19 RULE-SYNTAX This text has no closing quote on its line."), told(file));
  }

  @Test
  void needsEveryLineOfTheHead() {
    RuleFile file = read("rule Mine {\n" + SOUND.replace("irp", "_").replace("{_}", "It") + "}\n");
    assertTrue(
        told(file).contains("1:6 RULE-INCOMPLETE Rule 'Mine' has no 'severity' line."),
        told(file).toString());
  }

  @Test
  void tellsAMistakeInAFamilyOnce() {
    String family =
        "family Two(what) {\n"
            + HEAD
            + SOUND.replace("{irp}", "{iro} $what")
            + "}\ninstance A of Two (what = \"a\")\ninstance B of Two (what = \"b\")\n";
    RuleFile file = read(family);
    assertEquals(1, file.diagnostics().size(), told(file).toString());
    assertEquals(List.of(), file.rules());
  }

  @Test
  void fillsInTheParametersOfAFamily() {
    String family =
        "family Two(what, origin) {\n"
            + HEAD.replace(": irp", ": irp from $origin")
            + SOUND.replace("is lost", "is $what")
            + "}\ninstance A of Two (what = \"gone\", origin = incoming, unknown)\n";
    RuleFile file = read(family.replace("incoming, unknown", "incoming"));
    assertEquals(List.of(), told(file));
    assertEquals(
        "{irp} is gone.",
        file.rules()
            .getFirst()
            .transitions()
            .getLast()
            .report()
            .orElseThrow()
            .message()
            .orElseThrow()
            .text());
  }

  @Test
  void tellsAnInstanceThatDoesNotFitItsFamily() {
    RuleFile file =
        read("family Two(what) { }\ninstance A of Two (wat = x)\ninstance B of Tow (what = x)\n");
    assertEquals(
        List.of(
            "2:10 RULE-INCOMPLETE 'A' gives no value for parameter 'what'.",
            "2:10 RULE-UNKNOWN There is no parameter 'wat'. Did you mean 'what'?",
            "3:15 RULE-UNKNOWN There is no family 'Tow'. Known: Two."),
        told(file));
  }

  @Test
  void tellsASuspicionThatNothingConfirms() {
    RuleFile file = rule(SOUND.replace("violation", "Idle suspected"));
    assertEquals(
        List.of(
            "1:6 RULE-INCOMPLETE In rule 'Mine' it has no violation, so it can never report"
                + " anything.",
            "1:6 RULE-INCOMPLETE In rule 'Mine' it suspects a violation, but nothing ever confirms"
                + " one."),
        told(file).stream().sorted().toList());
  }

  @Test
  void tellsAnEventThatGivesNothing() {
    RuleFile file = rule(SOUND.replace("Send(_, irp)", "Send(_, irp) gives s"));
    assertEquals(1, file.diagnostics().size());
    assertTrue(told(file).getFirst().startsWith("13:"), told(file).toString());
  }

  @Test
  void survivesGarbage() {
    Random random = new Random(42);
    String sound = "rule Mine {\n" + HEAD + SOUND + "}\n";
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder(sound);
      for (int i = 0; i < 1 + round % 7; i++) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, (char) (32 + random.nextInt(96)));
          default -> text.setCharAt(at, "{}()\"$_,.->\n".charAt(random.nextInt(12)));
        }
      }
      RuleFile file = read(text.toString());
      assertTrue(!file.rules().isEmpty() || file.hasErrors(), text.toString());
    }
  }

  @Test
  void survivesDeepNestingAndEmptyFiles() {
    assertFalse(read("").hasErrors());
    String deep = "(".repeat(30_000);
    RuleFile file = rule(SOUND.replace("on exit", "on exit when " + deep));
    assertTrue(file.hasErrors());
    assertTrue(
        file.diagnostics().stream().allMatch(one -> one.severity() == Diagnostic.Severity.ERROR));
  }
}
