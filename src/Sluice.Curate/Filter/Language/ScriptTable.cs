namespace Sluice.Curate.Filter.Language;

/// <summary>The code points of every script, by its ISO 15924 code: letters, marks and digits of its own, but nothing that scripts share.</summary>
static class ScriptTable
{
    // Written by eng/make-script-table.cs.
    internal const string Ranges = """
        Latn 41-5A 61-7A AA BA C0-D6 D8-F6 F8-2B8 2E0-2E4 1D00-1D25 1D2C-1D5C 1D62-1D65 1D6B-1D77 1D79-1DBE 1E00-1EFF 2071 207F 2090-209C 212A-212B 2132 214E 2160-2188 2C60-2C7F A722-A787 A78B-A7FF AB30-AB5A AB5C-AB64 AB66-AB69 FB00-FB06 FF21-FF3A FF41-FF5A 10780-107BA 1DF00-1DF1E
        Bopo 2EA-2EB 3105-312F 31A0-31BF
        Grek 370-37D 37F-384 386 388-3E1 3F0-3FF 1D26-1D2A 1D5D-1D61 1D66-1D6A 1DBF 1F00-1FFE 2126 AB65 10140-1018E 101A0 1D200-1D245
        Copt 3E2-3EF 2C80-2CFF
        Cyrl 400-52F 1C80-1C88 1D2B 1D78 2DE0-2DFF A640-A69F FE2E-FE2F
        Armn 531-58F FB13-FB17
        Hebr 591-5F4 FB1D-FB4F
        Arab 600-604 606-60B 60D-61A 61C-61E 620-6DC 6DE-6FF 750-77F 870-8E1 8E3-8FF FB50-FD3D FD40-FDFF FE70-FEFC 10E60-10E7E 1EE00-1EEF1
        Syrc 700-74F 860-86A
        Thaa 780-7B1
        Nkoo 7C0-7FF
        Samr 800-83E
        Mand 840-85E
        Deva 900-963 966-97F A8E0-A8FF
        Beng 980-9FE
        Guru A01-A76
        Gujr A81-AFF
        Orya B01-B77
        Taml B82-BFA 11FC0-11FFF
        Telu C00-C7F
        Knda C80-CF2
        Mlym D00-D7F
        Sinh D81-DF4 111E1-111F4
        Thai E01-E3A E40-E5B
        Laoo E81-EDF
        Tibt F00-FD4 FD9-FDA
        Mymr 1000-109F A9E0-A9FE AA60-AA7F
        Geor 10A0-10FA 10FC-10FF 1C90-1CBF 2D00-2D2D
        Hang 1100-11FF 302E-302F 3131-318E 3200-321E 3260-327E A960-A97C AC00-D7FB FFA0-FFDC
        Ethi 1200-1399 2D80-2DDE AB01-AB2E 1E7E0-1E7FE
        Cher 13A0-13FD AB70-ABBF
        Cans 1400-167F 18B0-18F5 11AB0-11ABF
        Ogam 1680-169C
        Runr 16A0-16EA 16EE-16F8
        Tglg 1700-171F
        Hano 1720-1734
        Buhd 1740-1753
        Tagb 1760-1773
        Khmr 1780-17F9 19E0-19FF
        Mong 1800-1801 1804 1806-18AA 11660-1166C
        Limb 1900-194F
        Tale 1950-1974
        Talu 1980-19DF
        Bugi 1A00-1A1F
        Lana 1A20-1AAD
        Bali 1B00-1B4C 1B50-1B7E
        Sund 1B80-1BBF 1CC0-1CC7
        Batk 1BC0-1BFF
        Lepc 1C00-1C4F
        Olck 1C50-1C7F
        Brai 2800-28FF
        Glag 2C00-2C5F 1E000-1E02A
        Tfng 2D30-2D7F
        Hani 2E80-2FD5 3005-3007 3021-3029 3038-303B 3400-4DBF 4E00-9FFF F900-FAD9 16FE2-16FE3 16FF0-16FF1 20000-3134A
        Hira 3041-3096 309D-309F 1B001-1B11F 1B150-1B152 1F200
        Kana 30A1-30FA 30FD-30FF 31F0-31FF 32D0-32FE 3300-3357 FF66-FF9D 1AFF0-1B000 1B120-1B122 1B164-1B167
        Yiii A000-A4C6
        Lisu A4D0-A4FF 11FB0
        Vaii A500-A62B
        Bamu A6A0-A6F7 16800-16A38
        Sylo A800-A82C
        Phag A840-A877
        Saur A880-A8D9
        Kali A900-A92D A92F
        Rjng A930-A95F
        Java A980-A9DF
        Cham AA00-AA5F
        Tavt AA80-AADF
        Mtei AAE0-AAF6 ABC0-ABF9
        Linb 10000-100FA
        Lyci 10280-1029C
        Cari 102A0-102D0
        Ital 10300-1032F
        Goth 10330-1034A
        Perm 10350-1037A
        Ugar 10380-1039F
        Xpeo 103A0-103D5
        Dsrt 10400-1044F
        Shaw 10450-1047F
        Osma 10480-104A9
        Osge 104B0-104FB
        Elba 10500-10527
        Aghb 10530-1056F
        Vith 10570-105BC
        Lina 10600-10767
        Cprt 10800-1083F
        Armi 10840-1085F
        Palm 10860-1087F
        Nbat 10880-108AF
        Hatr 108E0-108FF
        Phnx 10900-1091F
        Lydi 10920-1093F
        Mero 10980-1099F
        Merc 109A0-109FF
        Khar 10A00-10A58
        Sarb 10A60-10A7F
        Narb 10A80-10A9F
        Mani 10AC0-10AF6
        Avst 10B00-10B3F
        Prti 10B40-10B5F
        Phli 10B60-10B7F
        Phlp 10B80-10BAF
        Orkh 10C00-10C48
        Hung 10C80-10CFF
        Rohg 10D00-10D39
        Yezi 10E80-10EB1
        Sogo 10F00-10F27
        Sogd 10F30-10F59
        Ougr 10F70-10F89
        Chrs 10FB0-10FCB
        Elym 10FE0-10FF6
        Brah 11000-1107F
        Kthi 11080-110CD
        Sora 110D0-110F9
        Cakm 11100-11147
        Mahj 11150-11176
        Shrd 11180-111DF
        Khoj 11200-1123E
        Mult 11280-112A9
        Sind 112B0-112F9
        Gran 11300-11374
        Newa 11400-11461
        Tirh 11480-114D9
        Sidd 11580-115DD
        Modi 11600-11659
        Takr 11680-116C9
        Ahom 11700-11746
        Dogr 11800-1183B
        Wara 118A0-118FF
        Diak 11900-11959
        Nand 119A0-119E4
        Zanb 11A00-11A47
        Soyo 11A50-11AA2
        Pauc 11AC0-11AF8
        Bhks 11C00-11C6C
        Marc 11C70-11CB6
        Gonm 11D00-11D59
        Gong 11D60-11DA9
        Maka 11EE0-11EF8
        Xsux 12000-12543
        Cpmn 12F90-12FF2
        Egyp 13000-13438
        Hluw 14400-14646
        Mroo 16A40-16A6F
        Tnsa 16A70-16AC9
        Bass 16AD0-16AF5
        Hmng 16B00-16B8F
        Medf 16E40-16E9A
        Plrd 16F00-16F9F
        Tang 16FE0 17000-18AFF 18D00-18D08
        Nshu 16FE1 1B170-1B2FB
        Kits 16FE4 18B00-18CD5
        Dupl 1BC00-1BC9F
        Sgnw 1D800-1DAAF
        Hmnp 1E100-1E14F
        Toto 1E290-1E2AE
        Wcho 1E2C0-1E2FF
        Mend 1E800-1E8D6
        Adlm 1E900-1E95F
        """;
}
