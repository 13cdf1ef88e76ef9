/* test_language.c - short paragraphs written for this test; the lists hold what the search needs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "read/language.h"
#include "read/language_words.h"

static void paragraphs(void **state) {
    (void)state;
    static const char *const samples[][2] = {
        {"en", "The mayor of the town said on Monday that the bridge would be opened in the coming days, but she did "
               "not give a date."},
        {"fr", "Le maire de la ville a dit lundi que le pont serait ouvert dans les prochains jours, mais il n'a pas "
               "précisé la date."},
        {"es", "El alcalde de la ciudad dijo el lunes que el puente se abrirá en los próximos días, pero no precisó la "
               "fecha exacta."},
        {"de", "Die Bürgermeisterin der Stadt sagte am Montag, dass die Brücke in den kommenden Tagen geöffnet wird, "
               "nannte aber kein Datum."},
        {"it", "Il sindaco della città ha detto lunedì che il ponte sarà aperto nei prossimi giorni, ma non ha "
               "precisato la data."},
        {"pt", "O prefeito da cidade disse na segunda-feira que a ponte será aberta nos próximos dias, mas não deu uma "
               "data exata."},
        {"nl", "De burgemeester van de stad zei maandag dat de brug in de komende dagen wordt geopend, maar hij noemde "
               "geen datum."},
        {"sv", "Stadens borgmästare sade på måndagen att bron ska öppnas under de kommande dagarna, men hon gav inte "
               "något datum."},
        {"da", "Byens borgmester sagde mandag, at broen vil blive åbnet i de kommende dage, men hun ville ikke give en "
               "dato for det."},
        {"pl", "Burmistrz miasta powiedział w poniedziałek, że most zostanie otwarty w najbliższych dniach, ale nie "
               "podał daty, która jest jeszcze ustalana."},
        {"tr", "Belediye başkanı pazartesi günü köprünün önümüzdeki günlerde açılacağını söyledi, ancak bir tarih "
               "vermedi ve bu konuda daha çok bilgi olmadığını dedi."},
        {"id", "Wali kota mengatakan pada hari Senin bahwa jembatan itu akan dibuka dalam beberapa hari mendatang, "
               "tetapi tidak memberikan tanggal yang pasti."},
        {"ru", "Мэр города заявил в понедельник, что мост откроется в ближайшие дни, но не назвал точной даты."},
        {"uk",
         "Мер міста заявив у понеділок, що міст відкриють найближчими днями, але не назвав точної дати її відкриття."},
        {"ar", "قال رئيس البلدية يوم الاثنين إن الجسر سيفتح في الأيام المقبلة لكنه لم يحدد موعدا دقيقا"},
        {"fa", "شهردار گفت که پل در روزهای آینده باز می شود اما تاریخ دقیق را نگفت و چیزی درباره پژوهش نگفت"},
        {"zh", "市长周一表示，这座桥将在未来几天内开放，但没有给出具体日期。"},
        {"ja", "市長は月曜日、橋が数日中に開通すると述べたが、正確な日付は明らかにしなかった。"},
        {"ko", "시장은 월요일 다리가 며칠 안에 개통될 것이라고 말했지만 정확한 날짜는 밝히지 않았다."},
        {"el", "Ο δήμαρχος δήλωσε τη Δευτέρα ότι η γέφυρα θα ανοίξει τις επόμενες ημέρες."},
        {"he", "ראש העיר אמר ביום שני כי הגשר ייפתח בימים הקרובים אך לא מסר תאריך."},
        {"fi", "Kaupungin pormestari sanoi maanantaina, että silta avataan lähipäivinä, mutta hän ei kertonut päivää, "
               "joka on vielä auki."},
        {"en", "THE MAYOR OF THE TOWN SAID ON MONDAY THAT THE BRIDGE WOULD BE OPENED IN THE COMING DAYS"},
        {"en", "“Je ne sais pas,” said the minister to the reporters who had waited for her in the rain, “et je ne "
               "veux pas le savoir.” She left for the station."},
        {"und", "Results: Holm 12, Averill 9"},
        {"en",
         "Velden 1,204 4.1\nOrle 88 0.3\nKessel 912 3.9\nTarn 40 0.1\nBrenna 77 2.2\nVelden 12 400\nOrle 88 0.3\n"
         "The mayor said on Monday that the bridge would be opened in the coming days, but she did not say when."},
        {"und", "Bridge reopens"},
        {"mis", "Munisipyo ng lungsod ay nagsabi noong Lunes na bubuksan ang tulay ngayong linggo ngunit wala pang "
                "petsa ayon sa alkalde at kanyang mga kasama sa konseho ng bayan habang patuloy ang trabaho ng mga "
                "manggagawa roon upang matapos agad ang proyekto bago dumating tag-ulan doon muli"},
        {"und", ""},
        {"und", "12 13 14 15 16"},
        {"und", "Solberg Averill Brinkmann Holm Solberg Averill Brinkmann Holm Solberg Averill Brinkmann Holm"},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const char *code = onr_read_language(onr_slice_of(samples[i][1]));
        if (strcmp(code, samples[i][0]) != 0) fail_msg("%s, not %s: %s", code, samples[i][0], samples[i][1]);
    }
}

static void lists_are_sorted(void **state) {
    (void)state;
    assert_string_equal(onr_languages[0].code, "en");
    for (size_t i = 0; i < ONR_LANGUAGES; i++) {
        const onr_language_words *l = &onr_languages[i];
        assert_true(l->n >= 35 && strlen(l->code) == 2);
        for (size_t k = 1; k < l->n; k++)
            if (strcmp(l->words[k - 1], l->words[k]) >= 0) fail_msg("%s: %s", l->code, l->words[k]);
    }
}

static void names(void **state) {
    (void)state;
    assert_string_equal(onr_read_language_name("fr"), "French");
    assert_string_equal(onr_read_language_name("zh"), "Chinese");
    assert_string_equal(onr_read_language_name("xx"), "another language");
    assert_true(onr_read_is_english("en") && onr_read_is_english("und") && onr_read_is_english(NULL));
    assert_false(onr_read_is_english("fr") || onr_read_is_english("mis"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(paragraphs), cmocka_unit_test(lists_are_sorted),
                                       cmocka_unit_test(names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
