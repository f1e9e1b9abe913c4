package researchpaas.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.answer.LanguageModels;

/// What language models cost the department, day by day and account by account.
@Controller
class UsePage {
    private static final String PATH = "/admin/use";

    private final UseViews views;
    private final LanguageModels models;

    UsePage(UseViews views, LanguageModels models) {
        this.views = views;
        this.models = models;
    }

    @Requires(Permission.ADMIN)
    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    String page(@RequestParam(required = false) @Nullable String offset, Model model) {
        model.addAttribute("anyModel", views.anyModel());
        model.addAttribute("zone", models.zone().getId());
        model.addAttribute("period", UseViews.DAYS);
        model.addAttribute("use", views.everybody(SearchForm.offset(offset), PATH));
        return "use";
    }
}
