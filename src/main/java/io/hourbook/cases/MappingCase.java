package io.hourbook.cases;

import io.hourbook.problem.Finding;
import java.util.List;
import java.util.Map;

/**
 * One example of what a table or a policy answers.
 *
 * @param where  file and line
 * @param name   for people
 * @param asks   what is asked, by column: texts, or what YAML makes of lists
 * @param wants  what has to be answered, by column
 * @param places file and line of each wanted answer
 */
record MappingCase(String where, String name, Map<String, Object> asks, Map<String, String> wants, Map<String, String> places) {

    /** What a file of cases holds, and what is wrong with it. */
    record Read(List<MappingCase> cases, List<Finding> findings) {}
}
