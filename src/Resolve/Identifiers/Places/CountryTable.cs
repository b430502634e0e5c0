namespace Resolve.Identifiers.Places;

/// <summary>The rows of <see cref="Countries"/>.</summary>
/// <remarks>
/// Row: ISO 3166-1 alpha-2, alpha-3, ITU-T E.164 calling code with the range of lengths of its national numbers, ITU-T E.212
/// mobile country codes, ISO 13616 length of an IBAN; a dash where there is none; then names. States that share a calling code
/// stand together, the one named for it first. Sources:
/// ISO 3166-1, ITU-T E.164 and E.212 lists and the SWIFT IBAN registry; lengths after libphonenumber.
/// </remarks>
internal static class CountryTable
{
    public const string Rows = """
        VN VNM 84 7-10 452 - Việt Nam|Vietnam
        KH KHM 855 8-9 456 - Campuchia|Cam-pu-chia|Cambodia
        LA LAO 856 8-10 457 - Lào|Laos|Lao
        MM MMR 95 6-10 414 - Myanmar|Mi-an-ma|Miến Điện|Burma
        TH THA 66 8-9 520 - Thái Lan|Thailand
        CN CHN 86 9-11 460,461 - Trung Quốc|China|PRC
        TW TWN 886 8-9 466 - Đài Loan|Taiwan
        HK HKG 852 8-8 454 - Hồng Kông|Hong Kong|Hongkong
        MO MAC 853 8-8 455 - Ma Cao|Macau|Macao
        PH PHL 63 8-10 515 - Philippines|Phi-líp-pin|Philippin
        MY MYS 60 8-10 502 - Malaysia|Ma-lai-xi-a
        SG SGP 65 8-8 525 - Singapore|Xin-ga-po
        ID IDN 62 8-12 510 - Indonesia|In-đô-nê-xi-a
        TL TLS 670 7-8 514 23 Timor-Leste|Đông Timor
        BN BRN 673 7-7 528 - Brunei|Bru-nây
        IN IND 91 10-10 404,405,406 - Ấn Độ|India
        KR KOR 82 8-10 450 - Hàn Quốc|South Korea|Korea
        KP PRK 850 8-10 467 - Triều Tiên|Bắc Triều Tiên|North Korea
        JP JPN 81 9-10 440,441 - Nhật Bản|Nhật|Japan
        MN MNG 976 8-8 428 20 Mông Cổ|Mongolia
        US USA 1 10-10 310,311,312,313,314,315,316 - Hoa Kỳ|Mỹ|United States|America
        CA CAN 1 10-10 302,303 - Canada|Ca-na-đa
        PR PRI 1 10-10 330 - Puerto Rico
        DO DOM 1 10-10 370 28 Dominican Republic|Cộng hòa Dominica
        JM JAM 1 10-10 338 - Jamaica
        BS BHS 1 10-10 364 - Bahamas
        BB BRB 1 10-10 342 - Barbados
        TT TTO 1 10-10 374 - Trinidad and Tobago
        AG ATG 1 10-10 344 - Antigua and Barbuda
        AI AIA 1 10-10 365 - Anguilla
        AS ASM 1 10-10 544 - American Samoa
        BM BMU 1 10-10 350 - Bermuda
        DM DMA 1 10-10 366 - Dominica
        GD GRD 1 10-10 352 - Grenada
        GU GUM 1 10-10 535 - Guam
        KN KNA 1 10-10 356 - Saint Kitts and Nevis
        KY CYM 1 10-10 346 - Cayman Islands|Quần đảo Cayman
        LC LCA 1 10-10 358 32 Saint Lucia
        MP MNP 1 10-10 - - Northern Mariana Islands
        MS MSR 1 10-10 354 - Montserrat
        SX SXM 1 10-10 - - Sint Maarten
        TC TCA 1 10-10 376 - Turks and Caicos Islands
        VC VCT 1 10-10 360 - Saint Vincent and the Grenadines
        VG VGB 1 10-10 348 24 British Virgin Islands|Quần đảo Virgin thuộc Anh
        VI VIR 1 10-10 332 - US Virgin Islands
        RU RUS 7 10-10 250 33 Nga|Liên bang Nga|Russia|Russian Federation
        KZ KAZ 7 10-10 401 20 Kazakhstan|Ca-dắc-xtan
        EG EGY 20 8-10 602 29 Ai Cập|Egypt
        SS SSD 211 9-9 659 - Nam Sudan|South Sudan
        MA MAR 212 9-9 604 - Ma-rốc|Maroc|Morocco
        EH ESH 212 9-9 - - Western Sahara
        DZ DZA 213 8-9 603 - An-giê-ri|Algeria
        TN TUN 216 8-8 605 24 Tunisia|Tuy-ni-di
        LY LBY 218 8-10 606 25 Libya
        GM GMB 220 7-7 607 - Gambia
        SN SEN 221 9-9 608 - Senegal
        MR MRT 222 8-8 609 27 Mauritania
        ML MLI 223 8-8 610 - Mali
        GN GIN 224 8-9 611 - Guinea
        CI CIV 225 10-10 612 - Bờ Biển Ngà|Cote d'Ivoire|Ivory Coast
        BF BFA 226 8-8 613 - Burkina Faso
        NE NER 227 8-8 614 - Niger
        TG TGO 228 8-8 615 - Togo
        BJ BEN 229 8-10 616 - Benin
        MU MUS 230 7-8 617 30 Mauritius
        LR LBR 231 7-9 618 - Liberia
        SL SLE 232 8-8 619 - Sierra Leone
        GH GHA 233 9-9 620 - Ghana
        NG NGA 234 7-10 621 - Nigeria|Ni-giê-ri-a
        TD TCD 235 8-8 622 - Chad
        CF CAF 236 8-8 623 - Central African Republic|Trung Phi
        CM CMR 237 9-9 624 - Cameroon
        CV CPV 238 7-7 625 - Cape Verde
        ST STP 239 7-7 626 25 Sao Tome and Principe
        GQ GNQ 240 9-9 627 - Guinea Xích đạo|Equatorial Guinea
        GA GAB 241 7-8 628 - Gabon
        CG COG 242 9-9 629 - Congo
        CD COD 243 7-9 630 - DR Congo
        AO AGO 244 9-9 631 - Angola|Ăng-gô-la
        GW GNB 245 7-9 632 - Guinea-Bissau
        IO IOT 246 7-7 - - British Indian Ocean Territory
        AC ASC 247 5-6 - - Ascension
        SC SYC 248 7-7 633 31 Seychelles
        SD SDN 249 9-9 634 18 Sudan
        RW RWA 250 9-9 635 - Rwanda
        ET ETH 251 9-9 636 - Ethiopia
        SO SOM 252 6-9 637 23 Somalia
        DJ DJI 253 8-8 638 27 Djibouti
        KE KEN 254 7-10 639 - Kenya
        TZ TZA 255 9-9 640 - Tanzania
        UG UGA 256 9-9 641 - Uganda
        BI BDI 257 8-8 642 27 Burundi
        MZ MOZ 258 8-9 643 - Mozambique
        ZM ZMB 260 9-9 645 - Zambia
        MG MDG 261 9-9 646 - Madagascar
        RE REU 262 9-9 647 - Reunion
        YT MYT 262 9-9 - - Mayotte
        ZW ZWE 263 7-10 648 - Zimbabwe
        NA NAM 264 8-9 649 - Namibia
        MW MWI 265 7-9 650 - Malawi
        LS LSO 266 8-8 651 - Lesotho
        BW BWA 267 7-8 652 - Botswana
        SZ SWZ 268 8-9 653 - Eswatini
        KM COM 269 7-7 654 - Comoros
        ZA ZAF 27 9-9 655 - Nam Phi|South Africa
        SH SHN 290 4-5 658 - Saint Helena
        ER ERI 291 7-7 657 - Eritrea
        AW ABW 297 7-7 363 - Aruba
        FO FRO 298 6-6 288 18 Faroe Islands
        GL GRL 299 6-6 290 18 Greenland
        GR GRC 30 10-10 202 27 Hy Lạp|Greece
        NL NLD 31 9-9 204 18 Hà Lan|Netherlands
        BE BEL 32 8-9 206 16 Bỉ|Belgium
        FR FRA 33 9-9 208 27 Pháp|France
        ES ESP 34 9-9 214 24 Tây Ban Nha|Spain
        GI GIB 350 8-8 266 23 Gibraltar
        PT PRT 351 9-9 268 25 Bồ Đào Nha|Portugal
        LU LUX 352 5-11 270 20 Luxembourg
        IE IRL 353 7-10 272 22 Ai-len|Ireland
        IS ISL 354 7-9 274 26 Iceland
        AL ALB 355 8-9 276 28 Albania
        MT MLT 356 8-8 278 31 Malta
        CY CYP 357 8-8 280 28 Síp|Cyprus
        FI FIN 358 5-12 244 18 Phần Lan|Finland
        AX ALA 358 5-12 - - Aland Islands
        BG BGR 359 7-9 284 22 Bulgaria|Bun-ga-ri
        LT LTU 370 8-8 246 20 Litva|Lithuania
        LV LVA 371 8-8 247 21 Latvia
        EE EST 372 7-8 248 20 Estonia
        MD MDA 373 8-8 259 24 Moldova
        AM ARM 374 8-8 283 - Armenia
        BY BLR 375 9-9 257 28 Belarus|Bê-la-rút
        AD AND 376 6-9 213 24 Andorra
        MC MCO 377 8-9 212 27 Monaco
        SM SMR 378 6-10 292 27 San Marino
        UA UKR 380 9-9 255 29 Ukraine|U-crai-na
        RS SRB 381 7-10 220 22 Serbia
        ME MNE 382 8-9 297 22 Montenegro
        XK XKX 383 8-9 221 20 Kosovo
        HR HRV 385 8-9 219 21 Croatia
        SI SVN 386 8-8 293 19 Slovenia
        BA BIH 387 8-9 218 20 Bosnia and Herzegovina
        MK MKD 389 8-8 294 19 North Macedonia
        IT ITA 39 6-11 222 27 Ý|Italia|Italy
        VA VAT 39 6-11 225 22 Vatican
        RO ROU 40 9-9 226 24 Romania|Ru-ma-ni
        CH CHE 41 9-9 228 21 Thụy Sĩ|Switzerland
        CZ CZE 420 9-9 230 24 Séc|Cộng hòa Séc|Czech Republic|Czechia
        SK SVK 421 9-9 231 24 Slovakia
        LI LIE 423 7-9 295 21 Liechtenstein
        AT AUT 43 6-13 232 20 Áo|Austria
        GB GBR 44 9-10 234,235 22 Anh|Vương quốc Anh|United Kingdom|UK|England
        JE JEY 44 10-10 - - Jersey
        GG GGY 44 10-10 - - Guernsey
        IM IMN 44 10-10 - - Isle of Man
        DK DNK 45 8-8 238 18 Đan Mạch|Denmark
        SE SWE 46 7-10 240 24 Thụy Điển|Sweden
        NO NOR 47 8-8 242 15 Na Uy|Norway
        SJ SJM 47 8-8 - - Svalbard
        PL POL 48 9-9 260 28 Ba Lan|Poland
        DE DEU 49 6-11 262 22 Đức|Germany
        FK FLK 500 5-5 750 18 Falkland Islands
        BZ BLZ 501 7-7 702 - Belize
        GT GTM 502 8-8 704 28 Guatemala
        SV SLV 503 8-8 706 28 El Salvador
        HN HND 504 8-8 708 28 Honduras
        NI NIC 505 8-8 710 28 Nicaragua
        CR CRI 506 8-8 712 22 Costa Rica
        PA PAN 507 7-8 714 - Panama
        PM SPM 508 6-9 308 - Saint Pierre and Miquelon
        HT HTI 509 8-8 372 - Haiti
        PE PER 51 8-9 716 - Peru
        MX MEX 52 10-10 334 - Mexico
        CU CUB 53 8-8 368 - Cuba|Cu Ba
        AR ARG 54 10-11 722 - Argentina
        BR BRA 55 10-11 724 29 Brazil|Bra-xin
        CL CHL 56 9-9 730 - Chile
        CO COL 57 10-10 732 - Colombia
        VE VEN 58 10-10 734 - Venezuela
        GP GLP 590 9-9 340 - Guadeloupe
        BO BOL 591 8-8 736 - Bolivia
        GY GUY 592 7-7 738 - Guyana
        EC ECU 593 8-9 740 - Ecuador
        GF GUF 594 9-9 742 - French Guiana
        PY PRY 595 8-9 744 - Paraguay
        MQ MTQ 596 9-9 - - Martinique
        SR SUR 597 6-7 746 - Suriname
        UY URY 598 7-8 748 - Uruguay
        CW CUW 599 7-8 362 - Curacao
        AU AUS 61 9-9 505 - Úc|Australia|Ô-xtrây-li-a
        NZ NZL 64 8-10 530 - New Zealand|Niu Di-lân
        NF NFK 672 6-6 - - Norfolk Island
        NR NRU 674 7-7 536 - Nauru
        PG PNG 675 7-8 537 - Papua New Guinea
        TO TON 676 5-7 539 - Tonga
        SB SLB 677 5-7 540 - Solomon Islands
        VU VUT 678 5-7 541 - Vanuatu
        FJ FJI 679 7-7 542 - Fiji
        PW PLW 680 7-7 552 - Palau
        WF WLF 681 6-6 543 - Wallis and Futuna
        CK COK 682 5-5 548 - Cook Islands
        NU NIU 683 4-7 555 - Niue
        WS WSM 685 5-7 549 - Samoa
        KI KIR 686 5-8 545 - Kiribati
        NC NCL 687 6-6 546 - New Caledonia
        TV TUV 688 5-7 553 - Tuvalu
        PF PYF 689 6-8 547 - French Polynesia
        TK TKL 690 4-7 554 - Tokelau
        FM FSM 691 7-7 550 - Micronesia
        MH MHL 692 7-7 551 - Marshall Islands
        TR TUR 90 10-10 286 26 Thổ Nhĩ Kỳ|Turkey|Turkiye
        PK PAK 92 9-10 410 24 Pakistan
        AF AFG 93 9-9 412 - Afghanistan
        LK LKA 94 9-9 413 - Sri Lanka
        IR IRN 98 10-10 432 26 Iran
        MV MDV 960 7-7 472 - Maldives
        LB LBN 961 7-8 415 28 Lebanon|Li-băng
        JO JOR 962 8-9 416 30 Jordan
        SY SYR 963 8-9 417 - Syria
        IQ IRQ 964 8-10 418 23 Iraq
        KW KWT 965 8-8 419 30 Kuwait
        SA SAU 966 9-9 420 24 Ả Rập Xê Út|Saudi Arabia
        YE YEM 967 7-9 421 - Yemen
        OM OMN 968 8-8 422 23 Oman
        PS PSE 970 8-9 425 29 Palestine
        AE ARE 971 8-9 424 23 UAE|Các Tiểu vương quốc Ả Rập Thống nhất|United Arab Emirates|Dubai
        IL ISR 972 8-9 425 23 Israel
        BH BHR 973 8-8 426 22 Bahrain
        QA QAT 974 7-8 427 29 Qatar
        BT BTN 975 7-8 402 - Bhutan
        NP NPL 977 8-10 429 - Nepal
        TJ TJK 992 9-9 436 - Tajikistan
        TM TKM 993 8-8 438 - Turkmenistan
        AZ AZE 994 9-9 400 28 Azerbaijan
        GE GEO 995 9-9 282 22 Gruzia|Georgia
        KG KGZ 996 9-9 437 - Kyrgyzstan
        UZ UZB 998 9-9 434 - Uzbekistan
        BD BGD 880 8-10 470 - Bangladesh
        HU HUN 36 8-9 216 28 Hungary|Hung-ga-ri
        """;

    /// <summary>North American area codes that are not of the United States: state, then codes. Source: NANPA.</summary>
    public const string NorthAmericanAreas =
        "CA 204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 468 474 506 514 519 548 579 581 584 587 604 613 639 " +
        "647 672 683 705 709 742 753 778 780 782 807 819 825 867 873 879 902 905 942;PR 787 939;DO 809 829 849;JM 658 876;BS 242;BB 246;TT 868;AG 268;AI " +
        "264;AS 684;BM 441;DM 767;GD 473;GU 671;KN 869;KY 345;LC 758;MP 670;MS 664;SX 721;TC 649;VC 784;VG 284;VI 340";

    /// <summary>Calling codes seen in one-ring and wangiri calls to Vietnam. Source: vietbao.vn, 22 October 2025.</summary>
    public static readonly ushort[] OneRing = [216, 224, 226, 231, 232, 240, 247, 252, 255, 370, 371, 373, 375, 381];
}
