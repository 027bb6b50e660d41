import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/**
 * Validates the files it is given against FHIR R4, all in one Java machine: "PASS file" or "FAIL file" a line, and before a
 * FAIL one line for each error. Profiles it does not have, such as UK Core's, are named in a warning, which is not shown.
 */
class Validate {
	public static void main(String[] files) throws Exception {
		FhirContext r4 = FhirContext.forR4();
		ValidationSupportChain support = new ValidationSupportChain(new DefaultProfileValidationSupport(r4),
				new InMemoryTerminologyServerValidationSupport(r4), new CommonCodeSystemsTerminologyService(r4));
		FhirInstanceValidator rules = new FhirInstanceValidator(support);
		rules.setErrorForUnknownProfiles(false);
		rules.setAnyExtensionsAllowed(true);
		FhirValidator validator = r4.newValidator();
		validator.registerValidatorModule(rules);
		ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
		List<Future<String>> verdicts = new ArrayList<>();
		for (String file : files) {
			Callable<String> work = () -> verdict(validator, file);
			verdicts.add(pool.submit(work));
		}
		for (Future<String> v : verdicts) {
			System.out.print(v.get());
		}
		pool.shutdown();
	}

	static String verdict(FhirValidator validator, String file) throws Exception {
		StringBuilder out = new StringBuilder();
		for (SingleValidationMessage m : validator.validateWithResult(Files.readString(Path.of(file))).getMessages()) {
			if (m.getSeverity() == ResultSeverityEnum.ERROR || m.getSeverity() == ResultSeverityEnum.FATAL) {
				out.append("ERROR " + file + " " + m.getLocationString() + ": " + m.getMessage().replace('\n', ' ') + "\n");
			}
		}
		return out + (out.length() == 0 ? "PASS " : "FAIL ") + file + "\n";
	}
}
