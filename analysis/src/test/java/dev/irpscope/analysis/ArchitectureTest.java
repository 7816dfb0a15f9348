package dev.irpscope.analysis;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.NullMarked;

/** What the packages of this module may know. */
@AnalyzeClasses(
    packages = "dev.irpscope.analysis",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule KNOWS_NO_WINDOW_AND_NO_LAYOUT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "javafx..",
              "java.awt..",
              "javax.swing..",
              "org.eclipse.elk..",
              "dev.irpscope.layout..",
              "dev.irpscope.app..");

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLE =
      slices().matching("dev.irpscope.analysis.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_FRONTEND_AND_RULE_SYNTAX_TOUCH_ANTLR =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.irpscope.analysis.frontend..", "dev.irpscope.analysis.rule.syntax..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.antlr..");

  @ArchTest static final ArchRule PRINTS_NOTHING = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  /** Whoever calls the analysis hands it an {@code Executor}. */
  @ArchTest
  static final ArchRule OWNS_NO_THREADS =
      noClasses()
          .should()
          .callConstructorWhere(JavaCall.Predicates.target(owner(assignableTo(Thread.class))))
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Executors.class, ForkJoinPool.class, Thread.Builder.class);

  /** Without the mark NullAway passes over the package; ANTLR's output is let off. */
  @ArchTest
  static final ArchRule PACKAGES_ARE_NULL_MARKED =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.irpscope.analysis..grammar..")
          .should(
              ArchCondition.from(
                  describe(
                      "be in a package that is not @NullMarked",
                      (JavaClass type) -> !type.getPackage().isAnnotatedWith(NullMarked.class))));
}
