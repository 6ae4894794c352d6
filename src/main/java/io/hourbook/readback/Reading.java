package io.hourbook.readback;

import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Conversation;
import io.hourbook.delivery.Request;

/**
 * The conversation about one page of what a target has to tell: as many calls as it takes, then a {@link Page}. Pure: it is made of a
 * {@link Look} and of answers, and knows no network, clock or database. Nothing in it may change the target.
 *
 * <p>Each page is a conversation of its own, begun with the cursor of the one before. A page should be whole after few calls and carry no
 * more than some hundred documents, for what it tells is written down in one transaction.
 */
public interface Reading extends Conversation {

    /** The call to make now; asked for only while it {@link #asks}. */
    Request request();

    /**
     * Takes the answer to the last request.
     *
     * @throws io.hourbook.delivery.TryLater when the target could not be read now ({@code throw new TryLater(Lines.later(answer, false,
     *     null))} where {@code Lines.passing(answer)}, {@code Lines.unreadable} for an answer that says nothing): nothing of the page is kept,
     *     and the next reading begins at the same cursor
     * @throws io.hourbook.problem.Problem when only a person can help, such as a scope that the app has not: kept and shown, asked again at
     *     the next reading
     */
    void hear(Answer answer);

    /** What was seen. Asked for once it asks no more. */
    Page page();
}
