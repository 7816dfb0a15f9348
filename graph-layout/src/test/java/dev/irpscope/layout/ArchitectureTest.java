package dev.irpscope.layout;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** What this module may know: graphs, sizes and ELK, but no C and no window. */
@AnalyzeClasses(
    packages = "dev.irpscope.layout",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule KNOWS_NEITHER_C_NOR_A_WINDOW =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "javafx..",
              "java.awt..",
              "javax.swing..",
              "org.antlr..",
              "dev.irpscope.analysis..",
              "dev.irpscope.app..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLE =
      slices()
          .matching("dev.irpscope.layout.(**)")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule PRINTS_NOTHING =
      NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.allowEmptyShould(true);

  /** Without the mark NullAway passes over the package. */
  @ArchTest
  static final ArchRule PACKAGES_ARE_NULL_MARKED =
      noClasses()
          .should(
              ArchCondition.from(
                  describe(
                      "be in a package that is not @NullMarked",
                      (JavaClass type) -> !type.getPackage().isAnnotatedWith(NullMarked.class))))
          .allowEmptyShould(true);
}
