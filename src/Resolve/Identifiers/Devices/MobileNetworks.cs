using Resolve.Identifiers.Text;

namespace Resolve.Identifiers.Devices;

/// <summary>Names the network behind the mobile network code of an IMSI, for Viet Nam and the states its cases meet.</summary>
/// <remarks>Source: npm mcc-mnc-list 1.1.11 (MIT, from Wikipedia). Row: mobile country code, then network code and brand.</remarks>
internal static class MobileNetworks
{
    private const string Rows = """
        456 01~Cellcard|02~Smart|03~qb|04~qb|05~Smart|06~Smart|08~Metfone|09~Metfone|11~SEATEL|18~Cellcard
        460 00~China Mobile|01~China Unicom|02~China Mobile|03~China Telecom|04~China Mobile|05~China Telecom|06~China Unicom|07~China Mobile|08~China Mobile|
          09~China Unicom|11~China Telecom|15~China Broadnet|20~China Tietong
        454 00~1O1O / One2Free / New World Mobility / SUNMobile|01~CITIC Telecom 1616|02~CSL Limited|03~3|04~3 (2G)|05~3 (CDMA)|06~SmarTone|07~China Unicom|
          08~Truphone|09~China Motion Telecom|10~New World Mobility|11~China-Hong Kong Telecom|12~CMCC HK|13~CMCC HK|14~Hutchison Telecom|
          15~SmarTone Mobile Communications Limited|16~PCCW Mobile (2G)|17~SmarTone Mobile Communications Limited|18~CSL Limited|19~PCCW Mobile (3G)|
          20~PCCW Mobile (4G)|21~21Vianet Mobile Ltd.|22~263 Mobile Communications (HongKong) Limited|23~Lycamobile|24~Multibyte Info Technology Ltd|
          25~Hong Kong Government|26~Hong Kong Government|29~PCCW Mobile (CDMA)|30~CMCC HK|31~CTExcel|32~Hong Kong Broadband Network Ltd|
          35~Webbing Hong Kong Ltd|36~Easco Telecommunications Limited
        457 01~LaoTel|02~ETL|03~Unitel|07~Best|08~TPLUS
        455 00~SmarTone|01~CTM|02~China Telecom|03~3|04~CTM|05~3|06~SmarTone|07~China Telecom
        414 00~MPT|01~MPT|02~MPT|03~CDMA800|04~MPT|05~Ooredoo|06~Telenor|09~Mytel|20~ACS|21~ACS|22~Fortune Telecom Co., Ltd|23~Global Technology Co., Ltd
        466 01~FarEasTone|02~FarEasTone|03~FarEasTone|05~Gt|06~FarEasTone|07~FarEasTone|09~VMAX|10~G1|11~Chunghwa LDM|12~Ambit Microsystems|56~FITEL|
          68~Tatung InfoComm|88~FarEasTone|89~T Star|90~T Star|92~Chunghwa|93~MobiTai|97~Taiwan Mobile|99~TransAsia
        424 02~Etisalat|03~du
        452 01~MobiFone|02~Vinaphone|03~S-Fone|04~Viettel Mobile|05~Vietnamobile|06~EVNTelecom|07~Gmobile|08~I-Telecom|09~REDDI
        514 01~Telkomcel|02~TT|03~Telemor
        502 01~ATUR 450|10~Celcom, DiGi, Maxis, Tune Talk, U Mobile, Unifi, XOX, Yes|11~TM Homeline|12~Maxis|13~Celcom|14~Telekom Malaysia Berhad for PSTN SMS|
          150~Tune Talk|151~SalamFone|152~Yes|153~unifi|154~Tron|155~Clixster|156~Altel|157~Telin|16~DiGi|17~Maxis|18~U Mobile|19~Celcom|20~Electcoms
        515 01~Islacom|02~Globe|03~SMART|05~Sun Cellular|11~PLDT via ACeS Philippines|18~Cure|24~ABS-CBN Mobile|66~DITO|88~Next Mobile Inc.
        525 01~SingTel|02~SingTel-G18|03~M1|05~StarHub|06~StarHub|07~SingTel|08~StarHub|09~Circles.Life|10~SIMBA|11~M1|12~Grid
        520 00~TrueMove H / my by NT|01~AIS|02~NT Mobile|03~AIS|04~TrueMove H|05~dtac|09~Royal Thai Police|15~AIS-T / NT Mobile|17~NT Mobile|18~dtac|20~ACeS|
          23~AIS GSM 1800|25~WE PCT|47~dtac-T|99~TrueMove
        """;

    private static readonly Dictionary<string, string> Brands = Load();

    /// <summary>Returns the brand of a network, or null; three-digit network codes are tried first.</summary>
    public static string? Brand(ReadOnlySpan<char> imsi)
    {
        Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> brands = Brands.GetAlternateLookup<ReadOnlySpan<char>>();
        return imsi.Length < 6 ? null : brands.TryGetValue(imsi[..6], out string? brand) || brands.TryGetValue(imsi[..5], out brand) ? brand : null;
    }

    private static Dictionary<string, string> Load()
    {
        var brands = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string row in TableRows.Of(Rows))
            foreach (string network in row[4..].Split('|'))
                brands[row[..3] + network[..network.IndexOf('~', StringComparison.Ordinal)]] = network[(network.IndexOf('~', StringComparison.Ordinal) + 1)..];
        return brands;
    }
}
