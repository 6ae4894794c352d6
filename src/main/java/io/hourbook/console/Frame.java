package io.hourbook.console;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What every page has around it: the company, its words and figures, and where on the navigation it stands. */
@Component
class Frame {

    private final Company company;

    Frame(Company company) {
        this.company = company;
    }

    /** @param here the navigation's entry that the page belongs to: {@code overview}, {@code runs} … */
    Company.View around(Model model, String here) {
        Company.View view = company.now();
        Figures figures = view.figures();
        model.addAttribute("here", here);
        model.addAttribute("company", view);
        model.addAttribute("names", view.words());
        model.addAttribute("figures", figures);
        model.addAttribute("words", new PageWords(figures));
        return view;
    }
}
